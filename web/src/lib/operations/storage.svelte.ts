/** What is stored, as administrators see it. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

export class Storage {
  whole = $state.raw<Schema<'Storage'> | null>(null);
  /** Who stores how much, the most first. */
  readonly users: Paged<Schema<'UserStorage'>>;

  constructor() {
    this.users = new Paged(async (cursor) => {
      const answer = await body(api.GET('/api/admin/storage', { params: { query: { cursor } } }));
      this.whole = answer.data;
      return { items: answer.data.users, next: answer.meta.next_cursor };
    });
  }

  /** Read it. Throws a `Problem`. */
  async read(): Promise<this> {
    await this.users.refresh();
    if (this.users.problem) throw this.users.problem;
    return this;
  }
}
