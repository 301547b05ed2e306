import { session } from '$lib/accounts/session.svelte';
import { tray } from '$lib/clips/viewing/tray.svelte';

/** The rings are asked for at once, and the page does not wait for them. */
export async function load() {
  await session.begin();
  if (session.user !== null) void tray.refresh();
}
