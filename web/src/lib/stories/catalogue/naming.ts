/** How a story's properties are called, in the page's language. */
import { language, locale, number } from '$words';

import { DIFFICULTIES, type Difficulty } from './facets';
import { t } from './words';

const languages = new Intl.DisplayNames(locale, { type: 'language' });

/** Languages that stories are often written in; a story may have any other. */
const OFTEN =
  'ar bn cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv sw th tr uk vi zh'.split(
    ' ',
  );

/** The name of a language by its BCP 47 tag; a tag that is none stays as it is. */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Languages to choose from, by name, `chosen` among them. */
export function languageOptions(chosen: string): (readonly [tag: string, name: string])[] {
  const tags = chosen === '' || OFTEN.includes(chosen) ? OFTEN : [...OFTEN, chosen];
  return tags
    .map((tag) => [tag, languageName(tag)] as const)
    .sort(([, one], [, other]) => one.localeCompare(other, language));
}

/** A difficulty in a word. */
export function difficultyName(difficulty: Difficulty): string {
  return t(difficulty);
}

export const DIFFICULTY_OPTIONS = DIFFICULTIES.map(
  (difficulty) => [difficulty, t(difficulty)] as const,
);

/** A rating with how many stand behind it, said out. */
export function ratingWords(rating: number | null, count: number): string {
  return rating === null ? t('unrated') : t('rated', { rating: number(rating), count });
}
