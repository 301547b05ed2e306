/** Things under the days on which they happened. */
import { language, locale } from '$words';

const named = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const dated = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const DAY = 86_400_000;

export interface Day<T> {
  /** "Today", "Yesterday", "Sunday, March 1". */
  readonly name: string;
  readonly items: readonly T[];
}

/** `items`, newest first, under their days, where the reader lives. now: milliseconds. */
export function byDay<T extends { readonly created_at: string }>(
  items: readonly T[],
  now: number,
): readonly Day<T>[] {
  const days: { start: number; name: string; items: T[] }[] = [];
  for (const item of items) {
    const start = startOfDay(Date.parse(item.created_at));
    const last = days.at(-1);
    if (last?.start === start) last.items.push(item);
    else days.push({ start, name: nameOf(start, startOfDay(now)), items: [item] });
  }
  return days;
}

function startOfDay(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}

function nameOf(start: number, today: number): string {
  // Days are not all of 24 hours.
  const distance = Math.round((start - today) / DAY);
  const name = distance > -2 ? named.format(distance, 'day') : dated.format(start);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
