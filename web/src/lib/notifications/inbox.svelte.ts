/** What the person signed in was told: how much of it is unread, on every page. */
import { session } from '$lib/accounts/session.svelte';
import { api, data, type Schema } from '$lib/kit/api';
import { live } from '$lib/realtime/live.svelte';

export type Notification = Schema<'NotificationAnswer'>;

/** A badge counts so far; beyond, it is many. */
const COUNTED = 100;

class Inbox {
  unread = $state(0);

  /** Count anew what is unread. Throws a `Problem`. */
  async refresh(): Promise<void> {
    const unread = await data(
      api.GET('/api/notifications', { params: { query: { unread: true, limit: COUNTED } } }),
    );
    this.unread = unread.length;
  }
}

export const inbox = new Inbox();
session.onLeave(() => (inbox.unread = 0));
live.on('notification.created', () => (inbox.unread += 1));
