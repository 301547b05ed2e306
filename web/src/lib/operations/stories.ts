/** How all stories of the instance are received, as administrators see it. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

export type Summary = Schema<'StorySummary'>;

/** All stories, the newest first. Throws a `Problem`. */
export async function allStories(): Promise<Paged<Summary>> {
  const stories = new Paged<Summary>(async (cursor) => {
    const query = { cursor, limit: 50 };
    const answer = await body(api.GET('/api/admin/analytics/stories', { params: { query } }));
    return { items: answer.data, next: answer.meta.next_cursor };
  });
  await stories.refresh();
  if (stories.problem) throw stories.problem;
  return stories;
}
