/** Which endings of which stories the person signed in has found. */
import { session } from '$lib/accounts/session.svelte';
import { api, body, type Schema } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';

export type FinishedStory = Schema<'FinishedStory'>;
export type FoundEndings = ReadonlyMap<string, FinishedStory>;

const PAGE = 100;
/** Whoever finished more than so many hundred sees no flames on the oldest. */
const MOST_PAGES = 5;
/** A page that is opened again soon shows what is known. */
const FRESH = 20_000;
const NONE: FoundEndings = new Map();

let known: { by: string; at: number; found: Promise<FoundEndings> } | null = null;
session.onLeave(forgetFound);

/** What was found is another now: it is asked for again. */
export function forgetFound(): void {
  known = null;
}

/** The finished stories by their ids; none for a guest, nor where the server does not say. */
export async function foundEndings(): Promise<FoundEndings> {
  const user = session.user;
  if (user === null) return NONE;
  if (known?.by !== user.user_id || serverNow() - known.at > FRESH)
    known = { by: user.user_id, at: serverNow(), found: ask(user.user_id) };
  try {
    return await known.found;
  } catch {
    // Flames are no reason to show no story.
    known = null;
    return NONE;
  }
}

async function ask(user_id: string): Promise<FoundEndings> {
  const found = new Map<string, FinishedStory>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: { limit: number; cursor?: string } = {
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    };
    const answered = await body(
      api.GET('/api/stats/{user_id}/endings', { params: { path: { user_id }, query } }),
    );
    for (const finished of answered.data)
      if (finished.story !== null) found.set(finished.story.story_id, finished);
    cursor = answered.meta.next_cursor;
    if (cursor === null) break;
  }
  return found;
}
