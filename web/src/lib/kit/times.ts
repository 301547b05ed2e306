/** Instants in words. Instants come as RFC 3339; `now` in milliseconds by the server's clock. */
import { t } from './texts';
import { language } from './words';

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'long' });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const WEEK = 7 * 86_400_000;

/** "3 hours ago", "in 2 days"; the date itself where that is more than a week away. */
export function ago(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  if (Math.abs(distance) > WEEK) return day.format(Date.parse(at));
  for (const [unit, milliseconds] of UNITS)
    if (Math.abs(distance) >= milliseconds)
      return relative.format(Math.trunc(distance / milliseconds), unit);
  return t('just_now');
}

/** The date, in words. */
export function onDay(at: string): string {
  return day.format(Date.parse(at));
}

/** Date and time of day. */
export function at(moment: string | number): string {
  return instant.format(typeof moment === 'number' ? moment : Date.parse(moment));
}

/** The time of day. */
export function clockTime(moment: string | number): string {
  return time.format(typeof moment === 'number' ? moment : Date.parse(moment));
}

/** Seconds as `1:05` or `1:02:03`. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part));
  const hours = Math.floor(whole / 3600);
  const tail = parts[1]?.padStart(2, '0') ?? '';
  return hours ? `${hours}:${parts[0]?.padStart(2, '0')}:${tail}` : `${parts[0]}:${tail}`;
}

const bytesFormat = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** Bytes as `3.2 MB`. */
export function bytes(count: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3));
  return `${bytesFormat.format(count / 1000 ** step)} ${units[step]}`;
}
