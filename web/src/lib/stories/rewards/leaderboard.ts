/** The leaderboard's address: what counts, and when. */
import type { paths } from '$lib/kit/schema';

type Query = NonNullable<paths['/api/leaderboard']['get']['parameters']['query']>;
export type Metric = NonNullable<Query['metric']>;
export type Period = NonNullable<Query['period']>;

export const METRICS: readonly Metric[] = ['xp', 'completed', 'endings', 'streak'];
export const PERIODS: readonly Period[] = ['day', 'week', 'month', 'all'];

/** What the address asks for; `xp` of all time where it asks for nothing that is there. */
export function askedFor(url: URL): { metric: Metric; period: Period } {
  const { searchParams } = url;
  return {
    metric: METRICS.find((metric) => metric === searchParams.get('metric')) ?? 'xp',
    period: PERIODS.find((period) => period === searchParams.get('period')) ?? 'all',
  };
}

/** The address that asks for it. */
export const addressOf = (metric: Metric, period: Period): string =>
  `/leaderboard?metric=${metric}&period=${period}`;
