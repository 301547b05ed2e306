/** What is sought in the library, as it stands in the address. */

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
export const SORTS = ['recent', 'popular', 'rating', 'title'] as const;
export type Sort = (typeof SORTS)[number];

/** Empty texts: it does not matter. `sort` empty: best first in a search, else newest first. */
export interface Facets {
  readonly q: string;
  readonly category: string;
  readonly difficulty: Difficulty | '';
  readonly language: string;
  readonly tag: string;
  readonly author: string;
  readonly sort: Sort | '';
  /** From 1. */
  readonly page: number;
}

/** The longest words that the server seeks. */
export const QUERY_MOST = 200;

export const EVERYTHING: Facets = {
  q: '',
  category: '',
  difficulty: '',
  language: '',
  tag: '',
  author: '',
  sort: '',
  page: 1,
};

/** What the address asks for; what it says wrongly does not matter. */
export function facetsOf(query: URLSearchParams): Facets {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, QUERY_MOST);
  const page = Number(query.get('page') ?? 1);
  return {
    q: text('q'),
    category: text('category'),
    difficulty: oneOf(DIFFICULTIES, query.get('difficulty')),
    language: text('language'),
    tag: text('tag'),
    author: text('author'),
    sort: oneOf(SORTS, query.get('sort')),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of the library with these facets; what does not matter is not in it. */
export function addressOf(facets: Facets): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(facets))
    if (value !== '' && !(name === 'page' && value === 1)) query.set(name, String(value));
  const text = query.toString();
  return text ? `/library?${text}` : '/library';
}

/** The address with some facets changed; another list begins at its first page. */
export function addressWith(facets: Facets, change: Partial<Facets>): string {
  return addressOf({ ...facets, page: 1, ...change });
}

/** Whether anything but the order and the page is asked for. */
export function isNarrowed(facets: Facets): boolean {
  return addressOf({ ...facets, sort: '', page: 1 }) !== '/library';
}

function oneOf<T extends string>(known: readonly T[], value: string | null): T | '' {
  return known.find((each) => each === value) ?? '';
}
