/** Everybody with an account, as administrators see them. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';
import { Paged } from '$lib/kit/pages.svelte';

export type User = Schema<'UserEntry'>;
export type Standing = 'all' | 'active' | 'suspended';

export class Users {
  readonly list: Paged<User>;
  /** What was decided here about whom: the instant of their suspension, or null. */
  #decided = $state.raw<ReadonlyMap<string, string | null>>(new Map());

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

  /** Since when somebody is suspended; null when they are not. */
  suspendedAt({ user_id, suspended_at }: User): string | null {
    const decided = this.#decided.get(user_id);
    return decided === undefined ? suspended_at : decided;
  }

  /** Shut somebody out. Throws a `Problem`. */
  async suspend({ user_id }: User): Promise<void> {
    const params = { path: { user_id } };
    await data(api.POST('/api/admin/users/{user_id}/suspension', { params }));
    this.#put(user_id, new Date(serverNow()).toISOString());
  }

  /** Let somebody in again. Throws a `Problem`. */
  async lift({ user_id }: User): Promise<void> {
    const params = { path: { user_id } };
    await data(api.DELETE('/api/admin/users/{user_id}/suspension', { params }));
    this.#put(user_id, null);
  }

  #put(userId: string, suspendedAt: string | null): void {
    this.#decided = new Map(this.#decided).set(userId, suspendedAt);
  }
}
