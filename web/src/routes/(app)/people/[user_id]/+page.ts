import { requireAccount } from '$lib/accounts/guards';
import { api, body, data } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

const STORIES = 6;
const ACHIEVEMENTS = 12;

export async function load({ url, params: { user_id } }) {
  const { user_id: me } = await requireAccount(url);
  const profile = await shown(
    data(api.GET('/api/users/{user_id}', { params: { path: { user_id } } })),
  );
  const isOwn = me === user_id;
  // A locked account keeps what it reads to its followers.
  const mayKnow = isOwn || !profile.is_locked || profile.is_following;
  const path = { user_id };
  const [stats, achievements, stories] = await shown(
    Promise.all([
      mayKnow ? data(api.GET('/api/stats/{user_id}', { params: { path } })) : null,
      mayKnow
        ? data(
            api.GET('/api/stats/{user_id}/achievements', {
              params: { path, query: { limit: ACHIEVEMENTS } },
            }),
          )
        : null,
      body(
        api.GET('/api/stories', {
          params: { query: { author: profile.username, pageSize: STORIES } },
        }),
      ),
    ]),
  );
  return {
    profile,
    stats,
    unlocked: achievements?.unlocked ?? [],
    stories: stories.data,
    storiesCount: stories.meta.total,
    isOwn,
  };
}
