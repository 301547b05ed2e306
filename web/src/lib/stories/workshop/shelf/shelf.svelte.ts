/** The stories that somebody works on. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

/** A story on the shelf, with how it was received. */
export type Shelved = Schema<'StorySummary'>;

/** The shelf of who is signed in, the newest story first. Throws a `Problem`. */
export async function ownShelf(): Promise<Paged<Shelved>> {
  const shelf = new Paged<Shelved>(async (cursor) => {
    const query = { cursor, limit: 50, mine: true };
    const answer = await body(api.GET('/api/admin/analytics/stories', { params: { query } }));
    return { items: answer.data, next: answer.meta.next_cursor };
  });
  await shelf.refresh();
  if (shelf.problem) throw shelf.problem;
  return shelf;
}
