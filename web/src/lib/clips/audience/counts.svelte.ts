/** How many follow, and how many are close friends: read once a page, for the words beside a choice. */
import { session } from '$lib/accounts/session.svelte';
import { api, data } from '$lib/kit/api';

import type { Counts } from './audience';

class AudienceCounts implements Counts {
  followers = $state<number | null>(null);
  closeFriends = $state<number | null>(null);

  /** Count anew. Throws a `Problem`. */
  async refresh(): Promise<void> {
    const [profile, friends] = await Promise.all([
      data(api.GET('/api/auth/profile')),
      data(api.GET('/api/close-friends')),
    ]);
    this.followers = profile.followers_count;
    this.closeFriends = friends.user_ids.length;
  }
}

export const audienceCounts = new AudienceCounts();
session.onLeave(() => {
  audienceCounts.followers = null;
  audienceCounts.closeFriends = null;
});
