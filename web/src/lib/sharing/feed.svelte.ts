/** What the people one follows did with stories, and what came while it was looked at. */
import { session } from '$lib/accounts/session.svelte';
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

export type FeedEntry = Schema<'FeedEntry'>;

const PAGE = 20;

class Feed {
  readonly list = new Paged<FeedEntry>(async (cursor) => {
    const answered = await ask(cursor);
    return { items: answered.data, next: answered.meta.next_cursor };
  });
  /** How many entries came after those that are shown: a page of them at most. */
  fresh = $state(0);
  isRead = $state(false);

  /** Show the newest entries. */
  async refresh(): Promise<void> {
    const who = session.user?.user_id;
    await this.list.refresh();
    if (session.user?.user_id !== who) return;
    this.isRead = this.list.problem === null;
    if (this.isRead) this.fresh = 0;
  }

  /** Look whether there is more than what is shown. In silence: the next look is near. */
  async look(): Promise<void> {
    if (!this.isRead || this.list.isLoading) return;
    const [shown] = this.list.items;
    const newest = await ask(null).catch(() => null);
    if (newest === null || shown !== this.list.items[0]) return;
    const known = shown === undefined ? -1 : newest.data.findIndex((one) => isSame(one, shown));
    this.fresh = known < 0 ? newest.data.length : known;
  }

  /** More came than a look can count. */
  get isMuch(): boolean {
    return this.fresh >= PAGE;
  }

  /** Forget it all: somebody else may sign in. */
  forget(): void {
    this.list.clear();
    this.fresh = 0;
    this.isRead = false;
  }
}

/** Entries have no ids: who did what with which story tells them apart, and when. */
export function keyOf(entry: FeedEntry): string {
  return [entry.kind, entry.at, entry.actor.user_id, entry.story.story_id].join(' ');
}

function isSame(one: FeedEntry, other: FeedEntry): boolean {
  return keyOf(one) === keyOf(other);
}

function ask(cursor: string | null) {
  const query = cursor === null ? { limit: PAGE } : { limit: PAGE, cursor };
  return body(api.GET('/api/feed', { params: { query } }));
}

export const feed = new Feed();
session.onLeave(() => feed.forget());
