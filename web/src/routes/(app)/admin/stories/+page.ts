import { requireRole } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { allStories } from '$lib/operations/stories';

/** All stories of the instance. */
export async function load({ url }) {
  await requireRole(url, 'admin');
  return { stories: await shown(allStories()) };
}
