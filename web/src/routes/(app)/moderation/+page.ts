import { requireRole } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { KINDS, Queue, STATUSES } from '$lib/moderation/queue.svelte';

/** The queue of reports; `?status=` and `?kind=` say of which. */
export async function load({ url }) {
  await requireRole(url, 'moderator', 'admin');
  const status = STATUSES.find((each) => each === url.searchParams.get('status')) ?? 'open';
  const kind = KINDS.find((each) => each === url.searchParams.get('kind')) ?? null;
  return { queue: await shown(new Queue(status, kind).read()), kind: kind ?? '' };
}
