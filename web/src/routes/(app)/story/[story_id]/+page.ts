import { session } from '$lib/accounts/session.svelte';
import { narrationOf } from '$lib/generations/listening/calls';
import { api, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';
import { foundEndings } from '$lib/stories/catalogue/found';
import { playsOfStory } from '$lib/stories/catalogue/plays';
import { RATED, readReviews } from '$lib/stories/page/reviews.svelte';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, depends }) => {
  depends(RATED);
  const { story_id } = params;
  await session.begin();
  const user = session.user;
  const [story, reviews, endings, plays] = await shown(
    Promise.all([
      data(api.GET('/api/stories/{story_id}', { params: { path: { story_id } } })),
      readReviews(story_id, 1),
      foundEndings(),
      user ? playsOfStory(user.user_id, story_id) : [],
    ]),
  );
  // Only who wrote it can have made a narration; without an answer there is none to offer.
  const isOwn = user !== null && user.user_id === story.author_id;
  const narration = isOwn ? await narrationOf(story_id).catch(() => null) : null;
  return { story, reviews, finished: endings.get(story_id) ?? null, plays, narration };
};
