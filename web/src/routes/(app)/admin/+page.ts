import { requireRole } from '$lib/accounts/guards';
import { api, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

const DAYS = [7, 30, 90];

/** How the instance is used; `?days=` says over how long. */
export async function load({ url }) {
  await requireRole(url, 'admin');
  const days = DAYS.find((each) => each === Number(url.searchParams.get('days'))) ?? 30;
  const call = api.GET('/api/admin/insights', { params: { query: { days } } });
  return { insights: await shown(data(call)), days };
}
