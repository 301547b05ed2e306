/** The stories that somebody works on. */
import type { Account } from '$lib/accounts/session.svelte';
import { api, body, type Schema } from '$lib/kit/api';
import { Paged, type Page } from '$lib/kit/pages.svelte';

/** A story on the shelf. `publishedAt`: when its newest version came out, where that is known. */
export interface Shelved {
  readonly id: string;
  readonly title: string;
  readonly isPublished: boolean;
  readonly version: number;
  readonly plays: number;
  readonly playsThisWeek: number | null;
  readonly completionRate: number | null;
  readonly rating: number | null;
  readonly ratingsCount: number;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
  readonly author: string;
  readonly coverUrl: string | null;
  readonly endings: number | undefined;
}

type Story = Schema<'Story'>;
/** So many of one's own stories are looked at for what a summary does not tell. */
const MOST = 100;

/** The shelf of `account`, the newest story first. */
export async function shelfOf(account: Account): Promise<Paged<Shelved>> {
  const published = await publishedBy(account.username);
  // Administrators are answered the stories of all: theirs are found by their name.
  const fetch =
    account.role === 'admin'
      ? ownOnly(account, published)
      : worked(published, (await drafts(null)).data);
  const shelf = new Paged<Shelved>(fetch);
  await shelf.refresh();
  if (shelf.problem) throw shelf.problem;
  return shelf;
}

async function publishedBy(author: string): Promise<readonly Story[]> {
  const query = { author, pageSize: MOST, sort: 'recent' } as const;
  return (await body(api.GET('/api/stories', { params: { query } }))).data;
}

async function drafts(cursor: string | null) {
  const query = { cursor, limit: MOST };
  return await body(api.GET('/api/admin/stories/unpublished', { params: { query } }));
}

function worked(
  published: readonly Story[],
  unpublished: readonly Story[],
): (cursor: string | null) => Promise<Page<Shelved>> {
  const cameOut = new Map(published.map((story) => [story.story_id, story.updated_at]));
  const known = new Map([...published, ...unpublished].map((story) => [story.story_id, story]));
  return async (cursor) => {
    const query = { cursor, limit: 50 };
    const answer = await body(api.GET('/api/admin/analytics/stories', { params: { query } }));
    const items = answer.data.map((story) => ({
      id: story.story_id,
      title: story.title,
      isPublished: story.is_published,
      version: story.version,
      plays: story.plays,
      playsThisWeek: story.plays_this_week,
      completionRate: story.plays ? story.completion_rate : null,
      rating: story.rating,
      ratingsCount: story.ratings_count,
      updatedAt: story.updated_at,
      publishedAt: cameOut.get(story.story_id) ?? null,
      author: known.get(story.story_id)?.author ?? '',
      coverUrl: known.get(story.story_id)?.cover_url ?? null,
      endings: known.get(story.story_id)?.endings_count,
    }));
    return { items, next: answer.meta.next_cursor };
  };
}

function ownOnly(
  account: Account,
  published: readonly Story[],
): (cursor: string | null) => Promise<Page<Shelved>> {
  return async (cursor) => {
    const answer = await drafts(cursor);
    const own = answer.data.filter((story) => story.author_id === account.user_id);
    const stories = cursor === null ? [...own, ...published] : own;
    return { items: stories.map(shelved), next: answer.meta.next_cursor };
  };
}

function shelved(story: Story): Shelved {
  return {
    id: story.story_id,
    title: story.title,
    isPublished: story.is_published,
    version: story.version,
    plays: story.plays_count,
    playsThisWeek: null,
    completionRate: null,
    rating: story.rating,
    ratingsCount: story.ratings_count,
    updatedAt: story.updated_at,
    publishedAt: null,
    author: story.author,
    coverUrl: story.cover_url,
    endings: story.endings_count,
  };
}
