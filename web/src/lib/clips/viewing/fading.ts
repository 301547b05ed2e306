/** When a clip fades, in words. */
import { t } from './words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * "fades in 3 h": what is left until `expires_at`, to the nearest hour or day, at `now` by the
 * server's clock.
 */
export function fadesIn(expires_at: string, now: number): string {
  const left = Date.parse(expires_at) - now;
  if (left < MINUTE) return t('fades_now');
  if (left < HOUR) return t('fades_minute', { count: Math.floor(left / MINUTE) });
  if (left < 2 * DAY) return t('fades_hour', { count: Math.round(left / HOUR) });
  return t('fades_day', { count: Math.round(left / DAY) });
}
