/** One's own profile, as far as the frame of every page shows it. */
import { session } from '$lib/accounts/session.svelte';
import { api, body, data, type Schema } from '$lib/kit/api';
import { live } from '$lib/realtime/live.svelte';

export type OwnProfile = Schema<'OwnProfile'>;

class Own {
  profile = $state.raw<OwnProfile | null>(null);

  /** The address of the own picture; null without one. */
  get picture(): string | null {
    return this.profile?.avatar_url ?? null;
  }

  /** Read it from the server. Throws a `Problem`. */
  async refresh(): Promise<OwnProfile> {
    return this.#take(await data(api.GET('/api/auth/profile')));
  }

  /** Change what is sent of it; the rest stays. Throws a `Problem`. */
  async change(changes: Partial<Schema<'ProfileChanges'>>): Promise<OwnProfile> {
    return this.#take(await data(api.PUT('/api/auth/profile', { body: changes })));
  }

  /** Show a picture, stored first; null takes the present one away. Throws a `Problem`. */
  async show(picture: File | null): Promise<OwnProfile> {
    let media_id: string | null = null;
    if (picture !== null) {
      const form = new FormData();
      form.append('file', picture);
      const sent = { body: { file: picture.name }, bodySerializer: () => form };
      media_id = (await body(api.POST('/media', sent))).media_id;
    }
    return this.#take(await data(api.PUT('/api/auth/avatar', { body: { media_id } })));
  }

  /** Read it again where it was read: the old numbers stay where no answer comes. */
  recount(): void {
    if (this.profile) this.refresh().catch(() => undefined);
  }

  #take(profile: OwnProfile): OwnProfile {
    const { user } = session;
    // They may have left meanwhile.
    if (user?.user_id !== profile.user_id) return profile;
    this.profile = profile;
    const { username, email, display_name, bio, time_zone, language, is_locked } = profile;
    const changed = { username, email, display_name, bio, time_zone, language, is_locked };
    session.update({ ...user, ...changed });
    return profile;
  }
}

export const own = new Own();
session.onLeave(() => (own.profile = null));
// Who follows, and who asks to, is counted on the pages of people.
live.on('notification.created', ({ type }) => {
  if (type.startsWith('follow.')) own.recount();
});
live.on('sync.lost', () => own.recount());
