/** Instants in words. Instants come as RFC 3339; `now` in milliseconds by the server's clock. */
import { t } from './texts';
import { locale, once } from './words';

// Made when first needed: one of them takes as long as all other code of a page to start.
const day = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const instant = once(
  () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
);
const time = once(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const size = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/**
 * "3 hours ago", "in 2 days"; the date itself where that is more than a week away. By own words:
 * `Intl.RelativeTimeFormat` takes longer to be made than the page that shows one to be drawn.
 */
export function ago(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  if (Math.abs(distance) > WEEK) return day().format(Date.parse(at));
  return distance < 0 ? since(-distance) : until(distance);
}

function since(passed: number): string {
  if (passed >= DAY) return t('days_ago', { count: Math.floor(passed / DAY) });
  if (passed >= HOUR) return t('hours_ago', { count: Math.floor(passed / HOUR) });
  if (passed >= MINUTE) return t('minutes_ago', { count: Math.floor(passed / MINUTE) });
  return t('just_now');
}

/** To the nearest: what was to last a day says so for the first half hour. */
function until(left: number): string {
  if (left >= 2 * DAY) return t('in_days', { count: Math.round(left / DAY) });
  if (left >= HOUR) return t('in_hours', { count: Math.round(left / HOUR) });
  if (left >= MINUTE) return t('in_minutes', { count: Math.floor(left / MINUTE) });
  return t('just_now');
}

/** The date, in words. */
export function onDay(at: string): string {
  return day().format(Date.parse(at));
}

/** Date and time of day. */
export function at(moment: string | number): string {
  return instant().format(typeof moment === 'number' ? moment : Date.parse(moment));
}

/** The time of day. */
export function clockTime(moment: string | number): string {
  return time().format(typeof moment === 'number' ? moment : Date.parse(moment));
}

/** Seconds as `1:05` or `1:02:03`. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part));
  const hours = Math.floor(whole / 3600);
  const tail = parts[1]?.padStart(2, '0') ?? '';
  return hours ? `${hours}:${parts[0]?.padStart(2, '0')}:${tail}` : `${parts[0]}:${tail}`;
}

/** Bytes as `3.2 MB`. */
export function bytes(count: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3));
  return `${size().format(count / 1000 ** step)} ${units[step]}`;
}
