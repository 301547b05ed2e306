import { requireAccount } from '$lib/accounts/guards';
import { api, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

export async function load({ url, params }) {
  await requireAccount(url);
  const { user_id } = params;
  return {
    profile: await shown(data(api.GET('/api/users/{user_id}', { params: { path: { user_id } } }))),
  };
}
