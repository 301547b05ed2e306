/** Finding stories: by facets, by words, or both. */
import { api, body, data, type Schema } from '$lib/kit/api';

import type { Facets } from './facets';

export type Story = Schema<'Story'>;

export interface Found {
  readonly stories: readonly Story[];
  /** How many there are on all pages. */
  readonly total: number;
  /** The words that the server took for what was typed, where nothing has that; else null. */
  readonly meant: string | null;
}

export const PAGE_SIZE = 12;
/** The server's pages have so many at most, and a search ranks so many pages of them. */
const WHOLE_PAGE = 100;
const WHOLE_PAGES = 5;
const NOTHING: Found = { stories: [], total: 0, meant: null };

/** The page of the library that `facets` ask for. Throws a `Problem`; empty once aborted. */
export async function find(facets: Facets, signal?: AbortSignal): Promise<Found> {
  try {
    if (facets.q === '') return await list(facets, signal);
    return isPlain(facets)
      ? await search(facets.q, facets.page, PAGE_SIZE, signal)
      : await searchWithin(facets, signal);
  } catch (failure) {
    if (signal?.aborted) return NOTHING;
    throw failure;
  }
}

/** The first stories in an order. Throws a `Problem`. */
export async function first(sort: 'popular' | 'recent', count: number): Promise<readonly Story[]> {
  const query = { sort, pageSize: count };
  return data(api.GET('/api/stories', { params: { query } }));
}

/** Those that have the facets, in their order: what a search does not do by itself. */
export function within(stories: readonly Story[], facets: Facets): readonly Story[] {
  const tag = facets.tag.toLocaleLowerCase();
  const fits = (story: Story) =>
    (facets.category === '' || story.category === facets.category) &&
    (facets.difficulty === '' || story.difficulty_level === facets.difficulty) &&
    (facets.language === '' || story.language === facets.language) &&
    (facets.author === '' || story.author.toLowerCase() === facets.author.toLowerCase()) &&
    (tag === '' || story.tags.some((each) => each.toLocaleLowerCase() === tag));
  const fitting = stories.filter(fits);
  return facets.sort === '' ? fitting : fitting.sort(ORDERS[facets.sort]);
}

const ORDERS = {
  recent: (a: Story, b: Story) => b.updated_at.localeCompare(a.updated_at),
  popular: (a: Story, b: Story) => b.plays_count - a.plays_count,
  rating: (a: Story, b: Story) => (b.rating ?? 0) - (a.rating ?? 0),
  title: (a: Story, b: Story) => a.title.localeCompare(b.title),
} as const;

function isPlain(facets: Facets): boolean {
  const { category, difficulty, language, tag, author, sort } = facets;
  return [category, difficulty, language, tag, author, sort].every((facet) => facet === '');
}

async function list(facets: Facets, signal?: AbortSignal): Promise<Found> {
  const { category, difficulty, language, tag, author, sort, page } = facets;
  const query = {
    page,
    pageSize: PAGE_SIZE,
    ...(category && { category }),
    ...(difficulty && { difficulty }),
    ...(language && { language }),
    ...(tag && { tag }),
    ...(author && { author }),
    ...(sort && { sort }),
  };
  const answered = await body(api.GET('/api/stories', { params: { query }, ...asked(signal) }));
  return { stories: answered.data, total: answered.meta.total, meant: null };
}

async function search(
  q: string,
  page: number,
  pageSize: number,
  signal?: AbortSignal,
): Promise<Found> {
  const query = { q, page, pageSize };
  const answered = await body(
    api.GET('/api/stories/search', { params: { query }, ...asked(signal) }),
  );
  // The words that were taken instead stand between quotation marks, and nowhere else.
  const meant = /“(.+)”/.exec(answered.message)?.[1] ?? null;
  return { stories: answered.data, total: answered.meta.total, meant };
}

/** A search ranks a few hundred at most: they are fetched whole, and narrowed here. */
async function searchWithin(facets: Facets, signal?: AbortSignal): Promise<Found> {
  const start = await search(facets.q, 1, WHOLE_PAGE, signal);
  const pages = Math.min(WHOLE_PAGES, Math.ceil(start.total / WHOLE_PAGE));
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, past) =>
    search(facets.q, past + 2, WHOLE_PAGE, signal),
  );
  const all = [start, ...(await Promise.all(others))].flatMap((page) => page.stories);
  const fitting = within(all, facets);
  const from = (facets.page - 1) * PAGE_SIZE;
  const stories = fitting.slice(from, from + PAGE_SIZE);
  return { stories, total: fitting.length, meant: start.meant };
}

function asked(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
