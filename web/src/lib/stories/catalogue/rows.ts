/** What stands above the list of the library: for the reader, and for everyone. */
import type { Account } from '$lib/accounts/session.svelte';
import { api, data, type Schema } from '$lib/kit/api';

import { storiesUnderWay, type Play } from './plays';

type Recommendation = Schema<'Recommendation'>;

export interface Rows {
  readonly underWay: readonly Play[];
  /** Stories that others went on to from one that the reader finished. */
  readonly because: { readonly title: string; readonly stories: readonly Recommendation[] } | null;
  /** Stories to begin with, whatever was read before. */
  readonly suggested: readonly Recommendation[];
}

const UNDER_WAY = 3;
const RECOMMENDED = 30;
const SHELVED = 6;
const NOTHING: Rows = { underWay: [], because: null, suggested: [] };

/** The categories with how many stories each has; none where the server does not say. */
export async function categories(): Promise<readonly Schema<'CategoryCount'>[]> {
  return data(api.GET('/api/stories/categories')).catch(() => []);
}

/** What is for the reader alone; nothing for a guest. It fails in silence: the list matters more. */
export async function forReader(user: Account | null): Promise<Rows> {
  if (user === null) return NOTHING;
  const [underWay, stories] = await Promise.all([
    storiesUnderWay(user.user_id, UNDER_WAY).catch(() => NOTHING.underWay),
    recommended().catch(() => NOTHING.suggested),
  ]);
  const suggested = stories.filter((story) => story.because_story_id === null);
  return { underWay, because: becauseIn(stories), suggested: suggested.slice(0, SHELVED) };
}

async function recommended(): Promise<readonly Recommendation[]> {
  const query = { pageSize: RECOMMENDED };
  return data(api.GET('/api/stories/recommended', { params: { query } }));
}

function becauseIn(stories: readonly Recommendation[]): Rows['because'] {
  const first = stories.find((story) => story.because_story_id !== null);
  if (first === undefined || first.because_title === null) return null;
  const same = stories.filter((story) => story.because_story_id === first.because_story_id);
  return { title: first.because_title, stories: same.slice(0, SHELVED) };
}
