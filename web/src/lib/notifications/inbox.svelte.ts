/** What the person signed in was told: how much of it is unread, on every page. */
import { session } from '$lib/accounts/session.svelte';
import { api, body, data, type Schema } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';
import { Paged } from '$lib/kit/pages.svelte';
import { Turns } from '$lib/kit/turns';
import { live } from '$lib/realtime/live.svelte';

export type Notification = Schema<'NotificationAnswer'>;

class Inbox {
  unread = $state(0);
  /** It was counted since whoever is signed in came. */
  isCounted = false;
  /** Everything, newest first; empty until `list.refresh()`. */
  readonly list = new Paged<Notification>(async (cursor) => {
    const count = this.#counter();
    const query = { limit: 30, ...(cursor === null ? {} : { cursor }) };
    const { data: items, meta } = await body(api.GET('/api/notifications', { params: { query } }));
    count(meta.unread_count);
    return { items, next: meta.next_cursor };
  });
  readonly #turns = new Turns();

  /** Count anew what is unread. Throws a `Problem`. */
  async refresh(): Promise<void> {
    const count = this.#counter();
    const query = { unread: true, limit: 1 };
    const { meta } = await body(api.GET('/api/notifications', { params: { query } }));
    count(meta.unread_count);
  }

  /** Mark as read: those of `ids`, or all. Throws a `Problem`. */
  async markRead(ids: readonly string[] | 'all'): Promise<void> {
    const count = this.#counter();
    const form = ids === 'all' ? { all: true } : { ids: [...ids] };
    const { unread_count } = await data(api.POST('/api/notifications/read', { body: form }));
    count(unread_count);
    const now = new Date(serverNow()).toISOString();
    this.list.items = this.list.items.map((item) =>
      item.read_at === null && (ids === 'all' || ids.includes(item.id))
        ? { ...item, read_at: now }
        : item,
    );
  }

  /** One more came. The same again takes the place of the one before, so the server counts. */
  hear(told: Notification): void {
    this.list.items = [told, ...this.list.items.filter(({ id }) => id !== told.id)];
    // What is being read may have been asked for before it came.
    if (this.list.isLoading) void this.list.catchUp();
    this.recount();
  }

  /** Count anew, once for all that comes meanwhile; the old count stays where no answer comes. */
  recount(): void {
    void this.#turns.run(() => this.refresh().catch(() => undefined));
  }

  /** Forget it all: somebody else may come. */
  clear(): void {
    this.unread = 0;
    this.isCounted = false;
    this.#turns.drop();
    this.list.clear();
  }

  /** Takes a count, unless whoever it was asked for has left meanwhile. */
  #counter(): (unread: number) => void {
    const who = session.user?.user_id;
    return (unread) => {
      if (session.user?.user_id !== who) return;
      this.unread = unread;
      this.isCounted = true;
    };
  }
}

export const inbox = new Inbox();
session.onLeave(() => inbox.clear());
live.on('notification.created', (told) => inbox.hear(told));
live.on('sync.lost', () => inbox.recount());
