import { api, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

export async function load({ parent }) {
  await parent();
  return { sessions: await shown(data(api.GET('/api/auth/sessions'))) };
}
