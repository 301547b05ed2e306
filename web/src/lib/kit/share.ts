/** Shares in words. */
import { locale, once } from './words';

const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent' }));

/** A share from 0 to 1 as `75%`. */
export function share(part: number): string {
  return percent().format(part);
}
