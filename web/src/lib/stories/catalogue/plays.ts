/** Saved games with the stories that they belong to. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { orNull } from '$lib/kit/problems';
import type { Page } from '$lib/kit/pages.svelte';

import type { Story } from './find';

export type Progress = Schema<'Progress'>;

/** A saved game; its story is null where it is gone, or not to be read any more. */
export interface Play {
  readonly progress: Progress;
  readonly story: Story | null;
}

/** The slot of the play that goes on by itself; others were saved by name. */
export const AUTO_SLOT = 'auto';
const LOOKED_AT = 30;

/** A page of the person's saved games, the last played first. Throws a `Problem`. */
export async function playsOf(
  user_id: string,
  which: 'all' | 'completed',
  cursor: string | null,
  limit = 20,
): Promise<Page<Play>> {
  const query = { limit, ...(cursor === null ? {} : { cursor }) };
  const params = { params: { path: { user_id }, query } };
  const answered = await body(
    which === 'all'
      ? api.GET('/api/progress/{user_id}', params)
      : api.GET('/api/progress/{user_id}/completed', params),
  );
  return { items: await withStories(answered.data), next: answered.meta.next_cursor };
}

/** Where the person stands in the stories that they read last, one a story. */
export async function storiesUnderWay(user_id: string, count: number): Promise<readonly Play[]> {
  const params = { params: { path: { user_id }, query: { limit: LOOKED_AT } } };
  const plays = await data(api.GET('/api/progress/{user_id}', params));
  const latest = new Map<string, Progress>();
  for (const play of plays) if (!latest.has(play.story_id)) latest.set(play.story_id, play);
  const open = [...latest.values()].filter((play) => !play.is_completed).slice(0, count);
  return (await withStories(open)).filter((play) => play.story !== null);
}

/** What the person has saved of one story, the last played first. */
export async function playsOfStory(
  user_id: string,
  story_id: string,
): Promise<readonly Progress[]> {
  const params = { params: { path: { user_id, story_id }, query: { limit: 100 } } };
  return data(api.GET('/api/progress/{user_id}/story/{story_id}', params));
}

/** Delete a saved game; what was earned in it stays. Throws a `Problem`. */
export async function deletePlay(progress_id: string): Promise<void> {
  await body(api.DELETE('/api/progress/{progress_id}', { params: { path: { progress_id } } }));
}

/** The address at which the play goes on. */
export function readingAddress(play: Progress): string {
  return `/read/${play.story_id}?progress=${play.progress_id}`;
}

async function withStories(plays: readonly Progress[]): Promise<readonly Play[]> {
  const ids = [...new Set(plays.map((play) => play.story_id))];
  const stories = new Map(
    await Promise.all(ids.map(async (id) => [id, await storyOrNull(id)] as const)),
  );
  return plays.map((progress) => ({ progress, story: stories.get(progress.story_id) ?? null }));
}

function storyOrNull(story_id: string): Promise<Story | null> {
  return orNull(data(api.GET('/api/stories/{story_id}', { params: { path: { story_id } } })));
}
