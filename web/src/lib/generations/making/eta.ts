/** How much longer something takes, in words that do not pretend to know the second. */
import { t } from './words';

const MINUTE = 60;
const HOUR = 3600;

/** "about 3 minutes left"; empty while nobody knows. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return '';
  if (seconds < MINUTE) return t('under_a_minute');
  if (seconds < 1.5 * HOUR) return t('minutes_left', { count: Math.round(seconds / MINUTE) });
  return t('hours_left', { count: Math.round(seconds / HOUR) });
}
