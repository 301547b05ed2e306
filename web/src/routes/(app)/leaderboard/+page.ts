import { session } from '$lib/accounts/session.svelte';
import { readPreferences } from '$lib/accounts/settings/preferences';
import { shown } from '$lib/kit/loading';
import { askedFor } from '$lib/stories/rewards/leaderboard';

export async function load({ url }) {
  await session.begin();
  const preferences = session.user === null ? null : await shown(readPreferences());
  return { ...askedFor(url), stands: preferences?.show_on_leaderboard ?? null };
}
