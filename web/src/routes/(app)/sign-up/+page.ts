import { redirect } from '@sveltejs/kit';

import { nextPath } from '$lib/accounts/guards';
import { session } from '$lib/accounts/session.svelte';

export async function load({ url }) {
  await session.begin();
  if (session.user !== null) redirect(302, nextPath(url));
  return { next: nextPath(url), invite: url.searchParams.get('invite') ?? '' };
}
