/** Staying true about what people do to an own clip. */
import { live } from '$lib/realtime/live.svelte';

/** What comes together is read together. */
const TOGETHER = 400;
/** Nobody tells of votes and of answers on stickers: so often they are looked for. */
const LOOK_EVERY = 3000;

/**
 * `read` is called soon after somebody saw the clip or answered to it, and every few seconds while
 * the page is looked at. Returns how to stop.
 */
export function followAnswers(clip_id: string, read: () => void): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const readSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(read, TOGETHER);
  };
  const hear = ({ story_id }: { story_id: string }) => {
    if (story_id === clip_id) readSoon();
  };
  const ears = [
    live.on('story.viewed', hear),
    live.on('story.reacted', hear),
    live.on('story.replied', hear),
    live.on('sync.lost', readSoon),
  ];
  const looking = setInterval(() => {
    if (document.visibilityState === 'visible') read();
  }, LOOK_EVERY);
  return () => {
    clearTimeout(soon);
    clearInterval(looking);
    for (const stop of ears) stop();
  };
}
