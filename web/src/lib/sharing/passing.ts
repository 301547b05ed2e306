/** Passing a story on: by a link of one's own, or by a clip that invites. */
import { api, data, type Schema } from '$lib/kit/api';

import type { Visibility } from '$lib/clips/audience/audience';

/** Whom a clip of a story may be for: the server takes no list of people there. */
export const AUDIENCES = ['PUBLIC', 'FOLLOWERS', 'CLOSE_FRIENDS', 'PRIVATE'] as const;
export type ClipAudience = Extract<Visibility, (typeof AUDIENCES)[number]>;

/** The whole address of the person's link to the story: always the same. Throws a `Problem`. */
export async function linkTo(story_id: string): Promise<string> {
  const shared = await share(story_id, { to: 'link' });
  if (!('url' in shared)) throw new Error('The server answered a clip where a link was asked for.');
  return new URL(shared.url, location.origin).href;
}

/** A new clip of the person that leads to the story. Throws a `Problem`. */
export async function inviteByClip(
  story_id: string,
  visibility: ClipAudience,
): Promise<Schema<'Clip'>> {
  const shared = await share(story_id, { to: 'clip', visibility });
  if ('url' in shared) throw new Error('The server answered a link where a clip was asked for.');
  return shared;
}

async function share(story_id: string, form: Schema<'ShareStory'>) {
  const params = { path: { story_id } };
  return data(api.POST('/api/stories/{story_id}/share', { params, body: form }));
}
