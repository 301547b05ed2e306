/** What a reader earned, as lists that come a page at a time. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

const params = (user_id: string, cursor: string | null) => ({
  path: { user_id },
  query: cursor === null ? {} : { cursor },
});

/** Things brought out of stories, newest first. */
export const collectionOf = (user_id: string): Paged<Schema<'Artifact'>> =>
  new Paged(async (cursor) => {
    const answer = await body(
      api.GET('/api/stats/{user_id}/collection', { params: params(user_id, cursor) }),
    );
    return { items: answer.data, next: answer.meta.next_cursor };
  });

/** Finished stories, newest first, with the endings that were found. */
export const endingsOf = (user_id: string): Paged<Schema<'FinishedStory'>> =>
  new Paged(async (cursor) => {
    const answer = await body(
      api.GET('/api/stats/{user_id}/endings', { params: params(user_id, cursor) }),
    );
    return { items: answer.data, next: answer.meta.next_cursor };
  });

/** Unlocked achievements, newest first. `onLocked` is given what is left, of one's own. */
export const unlockedOf = (
  user_id: string,
  onLocked: (locked: readonly Schema<'LockedAchievement'>[]) => void,
): Paged<Schema<'UnlockedAchievement'>> =>
  new Paged(async (cursor) => {
    const answer = await body(
      api.GET('/api/stats/{user_id}/achievements', { params: params(user_id, cursor) }),
    );
    if (answer.data.locked) onLocked(answer.data.locked);
    return { items: answer.data.unlocked, next: answer.meta.next_cursor };
  });
