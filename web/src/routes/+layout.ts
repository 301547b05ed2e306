import { session } from '$lib/accounts/session.svelte';

export const ssr = false;

/** Every page knows who is signed in before it loads. */
export async function load() {
  await session.begin();
}
