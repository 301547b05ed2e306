/** What was answered to one own clip, a page at a time. All throw a `Problem`. */
import { api, body, type Schema } from '$lib/kit/api';
import type { Page } from '$lib/kit/pages.svelte';

const PAGE = 50;

type Cursor = string | null;
interface Listing<T> {
  readonly data: readonly T[];
  readonly meta: Schema<'Meta'>;
}

const asked = (clip_id: string, cursor: Cursor) => ({
  path: { clip_id },
  query: { limit: PAGE, ...(cursor === null ? {} : { cursor }) },
});
const page = <T>({ data, meta }: Listing<T>): Page<T> => ({ items: data, next: meta.next_cursor });

export interface ViewersPage extends Page<Schema<'Viewer'>> {
  /** How many have seen it, named or not. */
  readonly total: number | null;
}

/** Who has seen it and may be named, those who reacted first. */
export async function viewersOf(
  clipId: string,
  name: string,
  cursor: Cursor,
): Promise<ViewersPage> {
  const { path, query } = asked(clipId, cursor);
  const params = { path, query: { ...query, ...(name ? { q: name } : {}) } };
  const listing = await body(api.GET('/stories/{clip_id}/views', { params }));
  return { ...page(listing), total: listing.meta.total ?? null };
}

export async function repliesTo(clipId: string, cursor: Cursor): Promise<Page<Schema<'Reply'>>> {
  const params = asked(clipId, cursor);
  return page(await body(api.GET('/stories/{clip_id}/replies', { params })));
}

export async function commentsOn(clipId: string, cursor: Cursor): Promise<Page<Schema<'Comment'>>> {
  const params = asked(clipId, cursor);
  return page(await body(api.GET('/stories/{clip_id}/comments', { params })));
}

export async function linksOf(clipId: string, cursor: Cursor): Promise<Page<Schema<'Link'>>> {
  const params = asked(clipId, cursor);
  return page(await body(api.GET('/stories/{clip_id}/links', { params })));
}
