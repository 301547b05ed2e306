/**
 * Saved games that are about to be deleted: the server has no way back, so it is told only once
 * nobody can change their mind any more. A page that is closed before that, or left by its account,
 * deletes nothing.
 */
import { session } from '$lib/accounts/session.svelte';
import { wrong } from '$lib/kit/toasts.svelte';

import { deletePlay } from './plays';

/** As long as a note with a way back stays, in milliseconds. */
const REGRET = 10_500;

class Deleting {
  /** Ids of those that are gone from sight, whichever page shows them, and perhaps from the server. */
  gone = $state.raw<ReadonlySet<string>>(new Set());
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Delete the play after a while; returns how to take that back. */
  soon(progress_id: string): () => void {
    const back = () => this.#back(progress_id);
    const timer = setTimeout(() => {
      this.#timers.delete(progress_id);
      deletePlay(progress_id).catch((failure: unknown) => {
        back();
        wrong(failure);
      });
    }, REGRET);
    this.#timers.set(progress_id, timer);
    this.gone = new Set([...this.gone, progress_id]);
    return back;
  }

  /** Whoever decided it has left: what is not deleted yet stays. */
  forget(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.gone = new Set();
  }

  #back(progress_id: string): void {
    clearTimeout(this.#timers.get(progress_id));
    this.#timers.delete(progress_id);
    this.gone = new Set([...this.gone].filter((each) => each !== progress_id));
  }
}

export const deleting = new Deleting();
session.onLeave(() => deleting.forget());
