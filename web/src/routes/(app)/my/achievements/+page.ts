import { requireAccount } from '$lib/accounts/guards';
import { api, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

const TABS = ['unlocked', 'endings', 'collection', 'figures'] as const;

export async function load({ url }) {
  const { user_id } = await requireAccount(url);
  const stats = data(api.GET('/api/stats/{user_id}', { params: { path: { user_id } } }));
  const tab = TABS.find((each) => each === url.searchParams.get('tab')) ?? 'unlocked';
  return { userId: user_id, tab, tabs: TABS, stats: await shown(stats) };
}
