/** What happens to the own clip while one looks at it: who saw it, and who answered. */
import { announce } from '$lib/kit/announce.svelte';
import { api, body, data } from '$lib/kit/api';
import { nameOf } from '$lib/kit/names';
import { live } from '$lib/realtime/live.svelte';

import type { Clip } from './clips';
import { t } from './words';

type Counts = Pick<Clip, 'views_count' | 'reactions_count'>;

/** What comes together is counted together. */
const TOGETHER = 400;

export class Happenings {
  /** What happened last, in words; an answer can be read where the answers stand. */
  latest = $state.raw({ words: '', isAnswer: false });
  readonly #clip_id: string;
  readonly #changed: (counts: Counts) => void;
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** `changed` hears of new counts. */
  constructor(clip_id: string, changed: (counts: Counts) => void) {
    this.#clip_id = clip_id;
    this.#changed = changed;
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
      live.on('sync.lost', () => this.#countSoon()),
    ];
    return () => {
      clearTimeout(this.#soon);
      for (const stop of stops) stop();
    };
  }

  async #viewed(viewer_id: string): Promise<void> {
    this.#countSoon();
    await this.#say('live_viewed', viewer_id);
  }

  async #reacted({ user_id, emoji }: { user_id: string; emoji: string }): Promise<void> {
    this.#countSoon();
    this.#tell(t('live_reacted', { name: await whoIs(user_id), emoji }), false);
  }

  async #say(key: 'live_viewed' | 'live_replied' | 'live_commented', user_id: string) {
    this.#tell(t(key, { name: await whoIs(user_id) }), key !== 'live_viewed');
  }

  #tell(words: string, isAnswer: boolean): void {
    this.latest = { words, isAnswer };
    announce(words);
  }

  #countSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#count(), TOGETHER);
  }

  /** What cannot be read now is read when the next thing happens. */
  async #count(): Promise<void> {
    try {
      const params = { path: { clip_id: this.#clip_id } };
      const { views_count, reactions_count } = await body(
        api.GET('/stories/item/{clip_id}', { params }),
      );
      this.#changed({ views_count, reactions_count });
    } catch {
      return;
    }
  }
}

/** How somebody is called; who cannot be read is somebody. */
async function whoIs(user_id: string): Promise<string> {
  try {
    const person = await data(api.GET('/api/users/{user_id}', { params: { path: { user_id } } }));
    return nameOf(person);
  } catch {
    return t('somebody');
  }
}
