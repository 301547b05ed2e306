import { language } from '$words';

const percent = new Intl.NumberFormat(language, { style: 'percent' });

/** A share from 0 to 1 as `75%`. */
export function share(part: number): string {
  return percent.format(part);
}
