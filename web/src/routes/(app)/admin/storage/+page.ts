import { requireRole } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { Storage } from '$lib/operations/storage.svelte';

/** What is stored. */
export async function load({ url }) {
  await requireRole(url, 'admin');
  return { storage: await shown(new Storage().read()) };
}
