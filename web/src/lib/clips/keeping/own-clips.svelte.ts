/** A list of one's own clips that stays true while it is looked at. */
import { api, body } from '$lib/kit/api';
import { Paged, type Page } from '$lib/kit/pages.svelte';
import { live } from '$lib/realtime/live.svelte';

import type { Clip } from '../viewing/clips';

/** Several things happen to a clip at once: it is read after a moment, once. */
const PAUSE = 400;
const PAGE = 30;

export type ClipList = 'active' | 'drafts' | 'archive';

export class OwnClips extends Paged<Clip> {
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Follow what happens to the clips of the list. Returns how to stop. */
  follow(): () => void {
    const hear = ({ story_id }: { story_id: string }) => this.#again(story_id);
    const ears = [
      live.on('story.viewed', hear),
      live.on('story.reacted', hear),
      live.on('story.processed', hear),
      live.on('sync.lost', () => void this.refresh()),
    ];
    return () => {
      clearTimeout(this.#timer);
      for (const stop of ears) stop();
    };
  }

  /** The clip as it is now, in its place. */
  put(clip: Clip): void {
    this.items = this.items.map((other) => (other.id === clip.id ? clip : other));
  }

  remove(clipId: string): void {
    this.items = this.items.filter((clip) => clip.id !== clipId);
  }

  #again(clipId: string): void {
    if (!this.items.some((clip) => clip.id === clipId)) return;
    this.#waiting.add(clipId);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), PAUSE);
  }

  async #read(): Promise<void> {
    const wanted = [...this.#waiting];
    this.#waiting.clear();
    for (const clip_id of wanted) {
      const params = { path: { clip_id } };
      // One that is gone meanwhile stays as it was until the list is read again.
      const clip = await body(api.GET('/stories/item/{clip_id}', { params })).catch(() => null);
      if (clip) this.put(clip);
    }
  }
}

/** One page of such a list. Throws a `Problem`. */
export async function ownPage(
  list: ClipList,
  userId: string,
  cursor: string | null,
): Promise<Page<Clip>> {
  const query = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
  const { data, meta } = await (list === 'active'
    ? body(api.GET('/stories', { params: { query: { ...query, author_id: userId } } }))
    : list === 'drafts'
      ? body(api.GET('/stories/drafts', { params: { query } }))
      : body(api.GET('/stories/archive', { params: { query } })));
  return { items: data, next: meta.next_cursor };
}
