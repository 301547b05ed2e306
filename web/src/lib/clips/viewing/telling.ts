/** What the server is told while clips are played; nobody waits for it, and little is lost with it. */
import { api, body, type Schema } from '$lib/kit/api';

import type { Clip } from './clips';

/** How a clip was played, for its author's insights. Throws nothing. */
export async function tellPlayback(
  clip_id: string,
  event: Schema<'Playback'>['event'],
): Promise<void> {
  await quietly(
    api.POST('/stories/{clip_id}/playback', { params: { path: { clip_id } }, body: { event } }),
  );
}

/**
 * A clip was passed though it never appeared, so that no view tells of it: all up to it is seen, on
 * every device. Throws nothing.
 */
export async function tellPassed(clip: Clip): Promise<void> {
  const path = { user_id: clip.user_id };
  await quietly(api.PUT('/stories/seen/{user_id}', { params: { path }, body: { up_to: clip.id } }));
}

async function quietly(call: Promise<{ response: Response }>): Promise<void> {
  try {
    await body(call);
  } catch {
    // A figure of the author's, or a ring on another device: not worth a word to who is looking.
  }
}
