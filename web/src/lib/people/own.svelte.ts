/** One's own profile, as far as the frame of every page shows it. */
import { session } from '$lib/accounts/session.svelte';
import { api, data, type Schema } from '$lib/kit/api';

export type OwnProfile = Schema<'OwnProfile'>;

class Own {
  profile = $state.raw<OwnProfile | null>(null);

  /** The address of the own picture; null without one. */
  get picture(): string | null {
    return this.profile?.avatar_url ?? null;
  }

  /** Read it from the server. Throws a `Problem`. */
  async refresh(): Promise<OwnProfile> {
    this.profile = await data(api.GET('/api/auth/profile'));
    return this.profile;
  }
}

export const own = new Own();
session.onLeave(() => (own.profile = null));
