import { session } from '$lib/accounts/session.svelte';
import { tray } from '$lib/clips/viewing/tray.svelte';

/** The rings are asked for at once, and the page does not wait for them. */
export async function load() {
  // The feed's code comes while the session is asked for; the page tells where it does not.
  if (session.isExpected) import('$lib/sharing/Feed.svelte').catch(() => undefined);
  await session.begin();
  if (session.user !== null) void tray.refresh();
}
