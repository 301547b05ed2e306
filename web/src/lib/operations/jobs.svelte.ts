/** The queue of jobs, as administrators see it. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

export type Job = Schema<'JobEntry'>;
export type JobState = Job['status'];
export const JOB_STATES: readonly JobState[] = [
  'pending',
  'running',
  'succeeded',
  'failed',
  'cancelled',
];

export class Jobs {
  readonly list: Paged<Job>;
  /** How many there are, by kind and state. */
  figures = $state.raw<readonly Schema<'JobFigures'>[]>([]);

  constructor(status: JobState | null, kind: string | null) {
    this.list = new Paged(async (cursor) => {
      const query = { cursor, ...(status ? { status } : {}), ...(kind ? { kind } : {}) };
      const answer = await body(api.GET('/api/admin/jobs', { params: { query } }));
      this.figures = answer.data.figures;
      return { items: answer.data.jobs, next: answer.meta.next_cursor };
    });
  }

  /** Read the list from its beginning. Throws a `Problem`. */
  async read(): Promise<this> {
    await this.list.refresh();
    if (this.list.problem) throw this.list.problem;
    return this;
  }

  /** Let one that failed or was stopped run again. Throws a `Problem`. */
  async retry({ job_id }: Job): Promise<void> {
    await data(api.POST('/api/admin/jobs/{job_id}/retry', { params: { path: { job_id } } }));
    await this.list.refresh();
  }

  /** End one that waits or runs. Throws a `Problem`. */
  async cancel({ job_id }: Job): Promise<void> {
    await data(api.POST('/api/admin/jobs/{job_id}/cancel', { params: { path: { job_id } } }));
    await this.list.refresh();
  }
}
