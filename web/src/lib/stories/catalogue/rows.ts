/** What stands above the list of the library: for the reader, and for everyone. */
import type { Account } from '$lib/accounts/session.svelte';
import { api, data, type Schema } from '$lib/kit/api';

import { storiesUnderWay, type Play } from './plays';

type Recommendation = Schema<'Recommendation'>;

export interface Rows {
  readonly underWay: readonly Play[];
  /** Stories that others went on to from one that the reader finished. */
  readonly because: { readonly title: string; readonly stories: readonly Recommendation[] } | null;
}

const UNDER_WAY = 3;
const RECOMMENDED = 30;
const SHELVED = 6;
const NOTHING: Rows = { underWay: [], because: null };

/** The categories with how many stories each has; none where the server does not say. */
export async function categories(): Promise<readonly Schema<'CategoryCount'>[]> {
  return data(api.GET('/api/stories/categories')).catch(() => []);
}

/** What is for the reader alone; nothing for a guest. It fails in silence: the list matters more. */
export async function forReader(user: Account | null): Promise<Rows> {
  if (user === null) return NOTHING;
  const [underWay, because] = await Promise.all([
    storiesUnderWay(user.user_id, UNDER_WAY).catch(() => NOTHING.underWay),
    recommended().catch(() => null),
  ]);
  return { underWay, because };
}

async function recommended(): Promise<Rows['because']> {
  const query = { pageSize: RECOMMENDED };
  const stories = await data(api.GET('/api/stories/recommended', { params: { query } }));
  const first = stories.find((story) => story.because_story_id !== null);
  if (first === undefined || first.because_title === null) return null;
  const same = stories.filter((story) => story.because_story_id === first.because_story_id);
  return { title: first.because_title, stories: same.slice(0, SHELVED) };
}
