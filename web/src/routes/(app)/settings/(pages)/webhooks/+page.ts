import { api, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

export async function load({ parent }) {
  await parent();
  return { webhooks: await shown(data(api.GET('/api/webhooks'))) };
}
