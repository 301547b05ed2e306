import { shown } from '$lib/kit/loading';
import { own } from '$lib/people/own.svelte';

export async function load({ parent }) {
  await parent();
  return { profile: await shown(own.refresh()) };
}
