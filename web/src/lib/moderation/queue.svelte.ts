/** The moderators' queue: one report after the other. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';
import { Problem } from '$lib/kit/problems';

export type Report = Schema<'QueuedReport'>;
export type Status = Report['status'];
export type Kind = Report['kind'];
export type Decision = 'hold' | 'dismiss' | 'remove' | 'suspend';

/** Why something is decided: for the log, and for whoever is suspended. */
export class Said {
  note = $state('');
  reason = $state('');
}

export const STATUSES: readonly Status[] = ['open', 'held', 'resolved'];
export const KINDS: readonly Kind[] = ['clip', 'story', 'review', 'comment', 'user'];

/** What may be decided about a report, in the order in which it is offered. */
export function decisions({ status, kind }: Pick<Report, 'status' | 'kind'>): Decision[] {
  if (status === 'resolved') return [];
  if (kind === 'user') return ['dismiss', 'suspend'];
  return status === 'held'
    ? ['dismiss', 'remove', 'suspend']
    : ['hold', 'dismiss', 'remove', 'suspend'];
}

export class Queue {
  readonly status: Status;
  readonly list: Paged<Report>;
  /** Where one is in the list. */
  place = $state(0);
  /** Decided here: shown as it stands now, until one looks again. */
  #decided = $state.raw<ReadonlyMap<string, Report>>(new Map());
  readonly #said = new Map<string, Said>();

  constructor(status: Status, kind: Kind | null) {
    this.status = status;
    this.list = new Paged(async (cursor) => {
      const query = { status, cursor, ...(kind ? { kind } : {}) };
      const answer = await body(api.GET('/api/admin/reports', { params: { query } }));
      return { items: answer.data, next: answer.meta.next_cursor };
    });
  }

  /** Read the queue from its beginning. Throws a `Problem`. */
  async read(): Promise<this> {
    await this.list.refresh();
    if (this.list.problem) throw this.list.problem;
    this.#decided = new Map();
    this.place = 0;
    return this;
  }

  /** The report at hand; null in an empty queue. */
  get current(): Report | null {
    const report = this.list.items[this.place];
    return report ? (this.#decided.get(report.report_id) ?? report) : null;
  }

  /** What was typed about a report that is not decided; it stays while one looks at others. */
  saidOf({ report_id }: Report): Said {
    const said = this.#said.get(report_id) ?? new Said();
    this.#said.set(report_id, said);
    return said;
  }

  /** Go on or back by `steps`; whether that led anywhere. Fetches what follows near the end.
   * Throws a `Problem`. */
  async go(steps: number): Promise<boolean> {
    if (this.place + steps >= this.list.items.length) {
      await this.list.more();
      if (this.list.problem) throw this.list.problem;
    }
    const place = Math.min(Math.max(0, this.place + steps), this.list.items.length - 1);
    const isElsewhere = place !== this.place && place >= 0;
    if (isElsewhere) this.place = place;
    return isElsewhere;
  }

  /** Decide about a report. Whether it was decided here: somebody else may have been faster, then
   * what they decided is shown. Throws a `Problem`. */
  async decide(report: Report, decision: Decision): Promise<boolean> {
    const params = { path: { report_id: report.report_id } };
    const said = this.saidOf(report);
    const note = said.note.trim() || null;
    const reason = (decision === 'suspend' && said.reason.trim()) || null;
    try {
      const now =
        decision === 'hold'
          ? await data(api.POST('/api/admin/reports/{report_id}/hold', { params, body: { note } }))
          : await data(
              api.POST('/api/admin/reports/{report_id}/resolve', {
                params,
                body: { action: decision, note, reason },
              }),
            );
      this.#put(now);
      return true;
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 409) throw failure;
      this.#put(await data(api.GET('/api/admin/reports/{report_id}', { params })));
      return false;
    }
  }

  #put(report: Report): void {
    this.#said.delete(report.report_id);
    this.#decided = new Map(this.#decided).set(report.report_id, report);
  }
}
