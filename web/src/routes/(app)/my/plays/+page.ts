import { requireAccount } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { playsOf } from '$lib/stories/catalogue/plays';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
  const { user_id } = await requireAccount(url);
  const which = url.searchParams.get('tab') === 'completed' ? 'completed' : 'all';
  return { user_id, which, first: await shown(playsOf(user_id, which, null)) } as const;
};
