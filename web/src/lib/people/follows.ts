/** When lists of who follows whom are to be read anew. */
import { live } from '$lib/realtime/live.svelte';

/** `read` is called when somebody began to follow, let one follow them, or it may have been missed. */
export function onFollows(read: () => void): () => void {
  const ears = [
    live.on('follow.created', read),
    live.on('notification.created', ({ type }) => {
      if (type === 'follow.accepted') read();
    }),
    live.on('sync.lost', read),
  ];
  return () => ears.forEach((letGo) => letGo());
}
