/**
 * The words that people see: a catalogue a context, typed by its English.
 *
 * A value is a text with `{names}`, or its plural forms (`one`, `other`), chosen by `count` and
 * the rules of the language. English comes with the code, other languages are loaded when asked for.
 */
import { storage } from './storage';

/** The languages that the app speaks. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

type Entry = string | { readonly one: string; readonly other: string };
export type Catalogue = Readonly<Record<string, Entry>>;
/** What a translation of `C` holds: the same keys, plural where the English is. */
export type Translation<C extends Catalogue> = {
  readonly [K in keyof C]: C[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
};

type Names<T extends string> = T extends `${string}{${infer N}}${infer Rest}`
  ? N | Names<Rest>
  : never;
type NamesOf<E extends Entry> = E extends string
  ? Names<E>
  : E extends { readonly other: infer O extends string }
    ? Names<O> | 'count'
    : never;
type Values<E extends Entry> = [NamesOf<E>] extends [never]
  ? []
  : [values: Readonly<Record<NamesOf<E>, string | number>>];

/** Says the words of `key`, with `values` in the places of their names. */
export type Say<C extends Catalogue> = <K extends keyof C & string>(
  key: K,
  ...values: Values<C[K]>
) => string;

/** The language that the page was opened in: chosen before, else the browser's, else English. */
export const language: Language = document.documentElement.lang.startsWith('de') ? 'de' : 'en';

/** The reader's own variant of it, by which dates and numbers are written: `en-GB`, `de-AT`. */
export const locale: string =
  navigator.languages.find((wished) =>
    new RegExp(`^${language}(-[a-z\\d]+)*$`, 'i').test(wished),
  ) ?? language;

const rules = once(() => new Intl.PluralRules(language));
const numbers = once(() => new Intl.NumberFormat(locale));
/** Below it, no number is written otherwise in any of the languages. */
const GROUPED_FROM = 1000;

/** What `make` makes, made when it is first asked for: what writes numbers and dates takes long. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The catalogue in the page's language. Await it where the module of words begins. */
export async function wordsOf<const C extends Catalogue>(
  english: C,
  others: { readonly de: () => Promise<{ readonly default: Translation<C> }> },
): Promise<Say<C>> {
  const entries: Catalogue = language === 'en' ? english : (await others[language]()).default;
  return (key, ...values) => filled(entries[key] ?? key, values[0] ?? {});
}

/** Keep the language for the next visits, and open the page anew in it. */
export function speak(chosen: Language): void {
  storage.set('emberline.language', chosen);
  location.reload();
}

/** A number as the language writes it. */
export function number(value: number): string {
  const isPlain = Number.isInteger(value) && Math.abs(value) < GROUPED_FROM;
  return isPlain ? String(value) : numbers().format(value);
}

/** Characters of scripts that run to the left, and those that turn the direction by themselves. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

/** What people wrote, kept from turning the words around it (Unicode's isolates, UAX 9). */
function isolated(value: string): string {
  return TURNING.test(value) ? `\u2068${value}\u2069` : value;
}

function filled(entry: Entry, values: Readonly<Record<string, string | number>>): string {
  const form =
    typeof entry === 'string'
      ? entry
      : rules().select(Number(values['count'])) === 'one'
        ? entry.one
        : entry.other;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number(value) : isolated(value);
  });
}
