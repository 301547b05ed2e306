/** A list of one's own clips that stays true while it is looked at. */
import { untrack } from 'svelte';

import { api, body } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';
import { Paged, type Page } from '$lib/kit/pages.svelte';
import { live } from '$lib/realtime/live.svelte';

import type { Clip } from '../viewing/clips';

/** Several things happen to a clip at once: it is read after a moment, once. */
const PAUSE = 400;
const PAGE = 30;
/** Nobody tells of a clip that was posted or deleted on another device: so often it is looked for. */
const LOOK_EVERY = 60_000;
/** A clip has certainly ended, or come out, so long after its moment. */
const AFTER = 1000;

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
      live.on('sync.lost', () => void this.catchUp()),
      this.#keepLooking(),
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

  /** Read the list anew when one of its clips ends or comes out, when one comes back, and at times. */
  #keepLooking(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      const clips = untrack(() => this.items);
      timer = setTimeout(() => void look(), untilLook(clips, serverNow()));
    };
    const look = async () => {
      if (document.visibilityState === 'visible') await this.catchUp();
      if (!isOver) wait();
    };
    let isOver = false;
    const see = () => void look();
    document.addEventListener('visibilitychange', see);
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', see);
    };
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

/** In how many milliseconds such a list is to be read anew: when a clip ends or comes out, at most. */
export function untilLook(
  clips: readonly Pick<Clip, 'created_at' | 'expires_at'>[],
  now: number,
): number {
  const moments = clips
    .flatMap(({ created_at, expires_at }) => [created_at, expires_at])
    .map((moment) => (moment === null ? NaN : Date.parse(moment)) - now)
    .filter((distance) => distance > 0);
  return Math.min(LOOK_EVERY, ...moments.map((distance) => distance + AFTER));
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
