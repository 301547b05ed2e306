/** One ranking of readers: by what, over how long. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

import type { Metric, Period } from './leaderboard';

export type Ranked = Schema<'Ranked'>;

export class Ranking {
  readonly list: Paged<Ranked>;
  /** Where one stands oneself; null for a guest, and before the first answer. */
  own = $state.raw<Schema<'OwnRank'> | null>(null);

  constructor(metric: Metric, period: Period) {
    this.list = new Paged(async (cursor) => {
      const query = { metric, period, ...(cursor === null ? {} : { cursor }) };
      const answer = await body(api.GET('/api/leaderboard', { params: { query } }));
      this.own = answer.data.own;
      return { items: answer.data.entries, next: answer.meta.next_cursor };
    });
  }
}
