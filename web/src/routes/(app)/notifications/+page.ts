import { requireAccount } from '$lib/accounts/guards';
import { inbox } from '$lib/notifications/inbox.svelte';

export async function load({ url }) {
  await requireAccount(url);
  await inbox.list.refresh();
}
