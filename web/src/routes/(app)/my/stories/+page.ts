import { requireAccount } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { ownShelf } from '$lib/stories/workshop/shelf/shelf.svelte';

/** The stories that one works on. */
export async function load({ url }) {
  await requireAccount(url);
  return { shelf: await shown(ownShelf()) };
}
