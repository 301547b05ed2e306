/**
 * Saved games that are about to be deleted: the server has no way back, so it is told only once
 * nobody can change their mind any more. A page that is closed before that deletes nothing.
 */
import { wrong } from '$lib/kit/toasts.svelte';

import { deletePlay } from './plays';

/** As long as a note with a way back stays, in milliseconds. */
const REGRET = 10_500;

/** Delete the play after a while; returns how to take that back. `failed`: it is still there. */
export function deleteSoon(progress_id: string, failed: () => void): () => void {
  const timer = setTimeout(() => {
    deletePlay(progress_id).catch((failure: unknown) => {
      failed();
      wrong(failure);
    });
  }, REGRET);
  return () => clearTimeout(timer);
}
