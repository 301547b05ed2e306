/** Whether the server was away while something was asked of it. */
import { connection } from '$lib/kit/connection.svelte';

/** Watches from now on. `wasLost()` says whether a call stayed without an answer since. */
export function watchConnection(): { wasLost(): boolean; stop(): void } {
  let lost = connection.isLost;
  const stop = $effect.root(() => {
    $effect(() => {
      if (connection.isLost) lost = true;
    });
  });
  return { wasLost: () => lost || connection.isLost, stop };
}
