import { requireAccount } from '$lib/accounts/guards';

export async function load({ url }) {
  await requireAccount(url);
}
