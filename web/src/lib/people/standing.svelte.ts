/** What the person signed in and another are to each other, and how that is changed. */
import { nameOf } from '$lib/kit/names';
import { api, data } from '$lib/kit/api';
import { done, toasts, wrong } from '$lib/kit/toasts.svelte';

import { bound, follow, removeFollower, type Boundary, type PublicProfile } from './lists';
import { own } from './own.svelte';
import { t } from './words';

/** What is said of a boundary that stands, and of one that does not any more. */
const SAID = {
  mute: ['muted', 'unmuted'],
  hide: ['hidden', 'unhidden'],
  block: ['blocked', 'unblocked'],
} as const;

export class Standing {
  profile = $state.raw<PublicProfile>() as PublicProfile;
  /** A blocked profile cannot be read, so this is known only to whoever blocked it here. */
  isBlocked = $state(false);
  busy = $state(false);

  constructor(profile: PublicProfile) {
    this.profile = profile;
  }

  get name(): string {
    return nameOf(this.profile);
  }

  /** Follow, or ask to. */
  async follow(): Promise<void> {
    await this.#change(async () => {
      const state = await follow(this.profile.user_id, true);
      this.#stand(state);
      done(t(state === 'requested' ? 'requested_now' : 'following_now', { name: this.name }));
    });
  }

  /** Follow no more, or take the request back; for a while that can be undone. */
  async unfollow(): Promise<void> {
    const said = this.profile.is_following ? 'unfollowed' : 'withdrawn';
    await this.#change(async () => {
      this.#stand(await follow(this.profile.user_id, false));
      toasts.add(t(said, { name: this.name }), 'done', {
        label: t('undo'),
        run: () => void this.follow(),
      });
    });
  }

  /** Read it anew, for something may have been missed; where that fails it stays. */
  async catchUp(): Promise<void> {
    const params = { path: { user_id: this.profile.user_id } };
    const call = data(api.GET('/api/users/{user_id}', { params }));
    this.profile = await call.catch(() => this.profile);
  }

  /** `user_id` began to follow the one signed in. */
  hearFollower(user_id: string): void {
    if (user_id === this.profile.user_id && !this.profile.follows_you)
      this.profile = {
        ...this.profile,
        follows_you: true,
        following_count: this.profile.following_count + 1,
      };
  }

  /** `user_id` let one follow them, who had asked. */
  hearAccepted(user_id: string): void {
    if (user_id === this.profile.user_id && !this.profile.is_following) this.#stand('following');
  }

  /** Have them follow one no more. */
  async removeFollower(): Promise<void> {
    await this.#change(async () => {
      await removeFollower(this.profile.user_id);
      this.profile = {
        ...this.profile,
        follows_you: false,
        following_count: this.profile.following_count - 1,
      };
      done(t('removed', { name: this.name }));
    });
  }

  /** Put up a boundary, or take it down; either can be undone for a while. */
  async bound(boundary: Boundary, stands: boolean): Promise<void> {
    await this.#change(async () => {
      await bound(boundary, this.profile.user_id, stands);
      this.#setBoundary(boundary, stands);
      toasts.add(t(SAID[boundary][stands ? 0 : 1], { name: this.name }), 'done', {
        label: t('undo'),
        run: () => void this.bound(boundary, !stands),
      });
    });
  }

  #setBoundary(boundary: Boundary, stands: boolean): void {
    if (boundary === 'mute') this.profile = { ...this.profile, is_muted: stands };
    else if (boundary === 'hide') this.profile = { ...this.profile, is_hidden: stands };
    else {
      this.isBlocked = stands;
      if (stands) this.#stand('none');
      if (stands) this.profile = { ...this.profile, follows_you: false };
    }
  }

  #stand(state: 'following' | 'requested' | 'none'): void {
    const step = Number(state === 'following') - Number(this.profile.is_following);
    this.profile = {
      ...this.profile,
      is_following: state === 'following',
      follow_requested: state === 'requested',
      followers_count: this.profile.followers_count + step,
    };
    if (own.profile)
      own.profile = { ...own.profile, following_count: own.profile.following_count + step };
  }

  async #change(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch (failure) {
      wrong(failure);
    } finally {
      this.busy = false;
    }
  }
}
