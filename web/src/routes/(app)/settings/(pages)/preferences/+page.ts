import { readPreferences } from '$lib/accounts/settings/preferences';
import { shown } from '$lib/kit/loading';

export async function load({ parent }) {
  await parent();
  return { preferences: await shown(readPreferences()) };
}
