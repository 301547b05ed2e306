/** Everybody with an account, as administrators see them. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';
import { Paged } from '$lib/kit/pages.svelte';

export type User = Schema<'UserEntry'>;
export type Standing = 'all' | 'active' | 'suspended';

/** Since when somebody is suspended, and what they are told of why. */
export interface Suspension {
  readonly since: string;
  readonly reason: string | null;
}

export class Users {
  readonly list: Paged<User>;
  /** What was decided here about whom: their suspension, or null. */
  #decided = $state.raw<ReadonlyMap<string, Suspension | null>>(new Map());

  constructor(q: string, status: Standing) {
    this.list = new Paged(async (cursor) => {
      const query = { q, status, cursor, limit: 50 };
      const answer = await body(api.GET('/api/admin/users', { params: { query } }));
      return { items: answer.data, next: answer.meta.next_cursor };
    });
  }

  /** Read the list from its beginning. Throws a `Problem`. */
  async read(): Promise<this> {
    await this.list.refresh();
    if (this.list.problem) throw this.list.problem;
    return this;
  }

  /** Somebody's suspension; null when they are not suspended. */
  suspension({ user_id, suspended_at, suspension_reason }: User): Suspension | null {
    const decided = this.#decided.get(user_id);
    if (decided !== undefined) return decided;
    return suspended_at === null ? null : { since: suspended_at, reason: suspension_reason };
  }

  /** Shut somebody out, who is told the reason where one is given. Throws a `Problem`. */
  async suspend({ user_id }: User, words: string): Promise<void> {
    const params = { path: { user_id } };
    const reason = words.trim() || null;
    const form = { params, body: { reason } };
    await data(api.POST('/api/admin/users/{user_id}/suspension', form));
    this.#put(user_id, { since: new Date(serverNow()).toISOString(), reason });
  }

  /** Let somebody in again. Throws a `Problem`. */
  async lift({ user_id }: User): Promise<void> {
    const params = { path: { user_id } };
    await data(api.DELETE('/api/admin/users/{user_id}/suspension', { params }));
    this.#put(user_id, null);
  }

  #put(userId: string, suspension: Suspension | null): void {
    this.#decided = new Map(this.#decided).set(userId, suspension);
  }
}
