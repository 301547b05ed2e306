/** Figures of a clip, as bars show them. */
import { locale } from '$words';

const HOUR = 3_600_000;
/** Beyond so many hours the bars are of several hours each. */
const MOST_BARS = 48;

const hourOfDay = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  hour: 'numeric',
  minute: '2-digit',
});

/** Views hour by hour, with the hours in which nobody came; beyond two days, in longer steps. */
export function viewsByHour(
  counted: readonly { readonly at: string; readonly views: number }[],
): readonly { readonly name: string; readonly value: number }[] {
  const [first, last] = [counted.at(0), counted.at(-1)];
  if (!first || !last) return [];
  const begin = Date.parse(first.at);
  const hours = Math.round((Date.parse(last.at) - begin) / HOUR) + 1;
  const step = Math.ceil(hours / MOST_BARS);
  const values = new Array<number>(Math.ceil(hours / step)).fill(0);
  for (const { at, views } of counted) {
    const place = Math.floor((Date.parse(at) - begin) / HOUR / step);
    values[place] = (values[place] ?? 0) + views;
  }
  return values.map((value, index) => ({
    name: hourOfDay.format(begin + index * step * HOUR),
    value,
  }));
}
