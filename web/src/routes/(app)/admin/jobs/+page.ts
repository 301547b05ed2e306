import { requireRole } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { Jobs, JOB_STATES } from '$lib/operations/jobs.svelte';

/** The queue of jobs; `?status=` and `?kind=` say which of them. */
export async function load({ url }) {
  await requireRole(url, 'admin');
  const status = JOB_STATES.find((each) => each === url.searchParams.get('status')) ?? null;
  const kind = url.searchParams.get('kind') ?? '';
  return { jobs: await shown(new Jobs(status, kind).read()), status: status ?? '', kind };
}
