import { requireAccount } from '$lib/accounts/guards';
import { api, data } from '$lib/kit/api';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
  const account = await requireAccount(url);
  const story_id = url.searchParams.get('story');
  // A story that cannot be read any more is no reason to write nothing.
  const story =
    story_id === null
      ? null
      : await data(api.GET('/api/stories/{story_id}', { params: { path: { story_id } } })).catch(
          () => null,
        );
  return { account, story: story && { story_id: story.story_id, title: story.title } };
};
