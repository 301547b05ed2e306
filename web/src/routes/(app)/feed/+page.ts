import { requireAccount } from '$lib/accounts/guards';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
  await requireAccount(url);
};
