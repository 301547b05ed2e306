import { requireAccount } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { Desk } from '$lib/stories/workshop/story/desk.svelte';
import { openPart, partName } from '$lib/stories/workshop/story/parts';

/** A story that one works on; `?tab=` names the part of its workshop. */
export async function load({ url, params }) {
  const account = await requireAccount(url);
  const part = partName(url.searchParams.get('tab'));
  const opened = openPart(part, params.story_id, url.searchParams);
  const [desk, shownPart] = await shown(Promise.all([Desk.open(account, params.story_id), opened]));
  return { desk, part: shownPart };
}
