import { requireRole } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { Users, type Standing } from '$lib/operations/users.svelte';

const STANDINGS: readonly Standing[] = ['all', 'active', 'suspended'];

/** Everybody with an account; `?q=` and `?status=` say who of them. */
export async function load({ url }) {
  await requireRole(url, 'admin');
  const query = url.searchParams.get('q') ?? '';
  const status = STANDINGS.find((each) => each === url.searchParams.get('status')) ?? 'all';
  return { users: await shown(new Users(query, status).read()), query, status };
}
