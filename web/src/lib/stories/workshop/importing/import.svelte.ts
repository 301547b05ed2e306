/** Files of stories on their way in, and what came of them. */
import { untrack } from 'svelte';

import { api, body, data, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';
import { asProblem, Problem } from '$lib/kit/problems';
import { live } from '$lib/realtime/live.svelte';

export type Outcome = Schema<'ImportOutcome'>;
type State = Omit<Schema<'ImportState'>, 'stories'>;

/** What came of the files: of a small one at once, else the import that goes on by itself. */
export type Sent = { readonly outcomes: readonly Outcome[] } | { readonly importId: string };

/** Send the files. Throws a `Problem`; of files that held no story the outcomes say why. */
export async function sendFiles(files: readonly File[]): Promise<Sent> {
  const form = new FormData();
  for (const file of files) form.append('file', file);
  try {
    const answer = await data(
      api.POST('/api/admin/stories/bulk-import', {
        body: { file: [] },
        bodySerializer: () => form,
      }),
    );
    return 'import_id' in answer ? { importId: answer.import_id } : { outcomes: answer.stories };
  } catch (failure) {
    const rejected = asProblem(failure).body['stories'];
    if (isOutcomes(rejected)) return { outcomes: rejected };
    throw failure;
  }
}

function isOutcomes(value: unknown): value is readonly Outcome[] {
  return Array.isArray(value) && value.every((each) => 'report' in each && 'title' in each);
}

/** An import that goes on by itself, as it goes on. */
export class ImportRun {
  readonly id: string;
  state = $state.raw<State | null>(null);
  readonly outcomes: Paged<Outcome>;

  constructor(id: string) {
    this.id = id;
    this.outcomes = new Paged(async (cursor) => {
      const call = api.GET('/api/admin/stories/imports/{import_id}', {
        params: { path: { import_id: id }, query: { cursor, limit: 50 } },
      });
      const answer = await body(call);
      this.state = answer.data;
      return { items: answer.data.stories, next: answer.meta.next_cursor };
    });
  }

  /** Read how it stands. Throws a `Problem`. */
  async read(): Promise<this> {
    await this.outcomes.refresh();
    if (this.outcomes.problem) throw this.outcomes.problem;
    return this;
  }

  get isOver(): boolean {
    return this.state?.status === 'succeeded' || this.state?.status === 'failed';
  }

  /** Follow it until somebody stops listening. Returns how to. */
  follow(): () => void {
    const deaf = [
      live.on('import.progress', (told) => {
        if (told.import_id !== this.id || this.state === null || this.isOver) return;
        const { status, progress, imported, rejected } = told;
        this.state = { ...this.state, status, progress, imported, rejected };
        if (this.isOver) void this.outcomes.refresh();
      }),
      live.on('sync.lost', () => void this.outcomes.refresh()),
    ];
    // What happened between the first read and the first word heard.
    untrack(() => {
      if (!this.isOver) void this.outcomes.refresh();
    });
    return () => deaf.forEach((stop) => stop());
  }

  /** Stop it; what came in stays. One that has ended meanwhile is read anew. Throws a `Problem`. */
  async cancel(): Promise<void> {
    try {
      const path = { import_id: this.id };
      await body(api.POST('/api/admin/stories/imports/{import_id}/cancel', { params: { path } }));
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 409) throw failure;
    }
    await this.outcomes.refresh();
  }
}
