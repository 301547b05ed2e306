import { requireAccount } from '$lib/accounts/guards';

export async function load({ url }) {
  const { user_id } = await requireAccount(url);
  const which = url.searchParams.get('tab') === 'followers' ? 'followers' : 'following';
  return { userId: user_id, which } as const;
}
