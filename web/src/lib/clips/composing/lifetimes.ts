/** Lifetimes in words. */
import { t } from './words';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Seconds as "6 hours" or, from two days on, "3 days". */
export function lifetimeName(seconds: number): string {
  return seconds < 2 * DAY
    ? t('hours', { count: Math.round(seconds / HOUR) })
    : t('days', { count: Math.round(seconds / DAY) });
}
