import { requireAccount } from '$lib/accounts/guards';

export async function load({ url }) {
  return { account: await requireAccount(url) };
}
