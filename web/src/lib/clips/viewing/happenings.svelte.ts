/** What happens to the own clip while one looks at it: who saw it, and who answered. */
import { announce } from '$lib/kit/announce.svelte';
import { api, body, data, type Schema } from '$lib/kit/api';
import { Paged, type Page } from '$lib/kit/pages.svelte';
import { live } from '$lib/realtime/live.svelte';

import { t } from './words';

export type Viewer = Schema<'Viewer'>;

/** Views that come together are read together. */
const TOGETHER = 400;

export class Happenings {
  /** What happened last, in words. */
  latest = $state('');
  /** How many saw it, also those who are not named. */
  total = $state<number | null>(null);
  /** What the name of a viewer begins with; empty for all. */
  called = $state('');
  readonly viewers: Paged<Viewer>;
  readonly #clip_id: string;
  readonly #changed: (counts: { views_count: number }) => void;
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** `changed` hears of the new count. */
  constructor(clip_id: string, changed: (counts: { views_count: number }) => void) {
    this.#clip_id = clip_id;
    this.#changed = changed;
    this.viewers = new Paged((cursor) => this.#page(cursor));
  }

  /** Listen until the returned function is called. */
  listen(): () => void {
    const isOurs = (event: { story_id: string }) => event.story_id === this.#clip_id;
    const stops = [
      live.on('story.viewed', (event) => isOurs(event) && this.#viewed(event.viewer_id)),
      live.on('story.reacted', (event) => isOurs(event) && this.#reacted(event)),
      live.on(
        'story.replied',
        (event) => isOurs(event) && this.#say('live_replied', event.user_id),
      ),
      live.on(
        'story.commented',
        (event) => isOurs(event) && this.#say('live_commented', event.user_id),
      ),
      live.on('sync.lost', () => this.#refreshSoon()),
    ];
    return () => {
      clearTimeout(this.#soon);
      for (const stop of stops) stop();
    };
  }

  async #viewed(viewer_id: string): Promise<void> {
    this.#refreshSoon();
    await this.#say('live_viewed', viewer_id);
  }

  async #reacted({ user_id, emoji }: { user_id: string; emoji: string }): Promise<void> {
    this.#refreshSoon();
    this.#tell(t('live_reacted', { name: await nameOf(user_id), emoji }));
  }

  async #say(key: 'live_viewed' | 'live_replied' | 'live_commented', user_id: string) {
    this.#tell(t(key, { name: await nameOf(user_id) }));
  }

  #tell(words: string): void {
    this.latest = words;
    announce(words);
  }

  #refreshSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.viewers.refresh(), TOGETHER);
  }

  async #page(cursor: string | null): Promise<Page<Viewer>> {
    const q = this.called.trim();
    const { data: items, meta } = await body(
      api.GET('/stories/{clip_id}/views', {
        params: {
          path: { clip_id: this.#clip_id },
          query: { ...(q ? { q } : {}), ...(cursor === null ? {} : { cursor }) },
        },
      }),
    );
    if (q === '' && meta.total !== undefined) {
      this.total = meta.total;
      this.#changed({ views_count: meta.total });
    }
    return { items, next: meta.next_cursor };
  }
}

/** How somebody is called; who cannot be read is somebody. */
async function nameOf(user_id: string): Promise<string> {
  try {
    const person = await data(api.GET('/api/users/{user_id}', { params: { path: { user_id } } }));
    return person.display_name || person.username;
  } catch {
    return t('somebody');
  }
}
