/**
 * Whose clips there are to see: the rings above the feed, and the order in which the viewer goes
 * through them. It hears of new clips, and a ring goes at the instant at which its clips end.
 */
import { session } from '$lib/accounts/session.svelte';
import { api, body } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';
import { asProblem, type Problem } from '$lib/kit/problems';
import { Turns } from '$lib/kit/turns';
import { live } from '$lib/realtime/live.svelte';

import type { Clip, TrayEntry } from './clips';

/** Events that come together are answered together. */
const TOGETHER = 250;
/** Longer waits than this do not fit into a timer. */
const LONGEST = 2 ** 31 - 1;

class Tray {
  /** Null until it was read. Own clips first, then what is unseen, then the newest. */
  entries = $state.raw<readonly TrayEntry[] | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Whose ring opened the viewer: the focus comes back to it. */
  openedBy: string | null = null;
  readonly #turns = new Turns();
  #soon: ReturnType<typeof setTimeout> | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;

  /** Read it anew; the browser asks with the ETag of what it has. Throws nothing: see `problem`. */
  refresh(): Promise<void> {
    return this.#turns.run((isMine) => this.#ask(isMine));
  }

  /** Read it anew in a moment: something happened. */
  refreshSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh(), TOGETHER);
  }

  /** A clip was seen; `clips` are all of its author's, as they stand now. */
  saw(author: string, clips: readonly Clip[]): void {
    const unseen = clips.filter((clip) => !clip.seen);
    this.#change(author, (entry) => ({
      ...entry,
      unseen_count: unseen.length,
      first_unseen_id: unseen[0]?.id ?? null,
    }));
  }

  /** Take a ring away: muted, blocked, or nothing is left of it. */
  remove(author: string): void {
    this.entries = this.entries?.filter((entry) => entry.user.user_id !== author) ?? null;
  }

  /** Forget everything: somebody else may sign in. */
  clear(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#ending);
    this.#turns.drop();
    this.entries = null;
    this.problem = null;
    this.openedBy = null;
  }

  async #ask(isMine: () => boolean): Promise<void> {
    try {
      const { data } = await body(api.GET('/stories/tray'));
      if (!isMine()) return;
      this.entries = data;
      this.problem = null;
      this.#await(data);
    } catch (failure) {
      if (isMine()) this.problem = asProblem(failure);
    }
  }

  #change(author: string, change: (entry: TrayEntry) => TrayEntry): void {
    this.entries =
      this.entries?.map((entry) => (entry.user.user_id === author ? change(entry) : entry)) ?? null;
  }

  /** At the next end of a clip, take away what held that clip alone, and ask what is left. */
  #await(entries: readonly TrayEntry[]): void {
    clearTimeout(this.#ending);
    const next = Math.min(...entries.map((entry) => Date.parse(entry.ends_at)));
    if (!Number.isFinite(next)) return;
    const wait = Math.min(LONGEST, Math.max(0, next - serverNow()));
    this.#ending = setTimeout(() => {
      this.entries =
        this.entries?.filter(
          (entry) => entry.clips_count > 1 || Date.parse(entry.ends_at) > serverNow(),
        ) ?? null;
      this.refreshSoon();
    }, wait);
  }
}

export const tray = new Tray();
session.onLeave(() => tray.clear());
live.on('story.created', () => tray.refreshSoon());
live.on('sync.lost', () => tray.refreshSoon());
