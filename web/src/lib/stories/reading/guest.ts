/**
 * The token of a guest, who reads without an account. It is what their plays are known by; `session`
 * sends it along when they sign up, and then the plays are the account's.
 */
import { session } from '$lib/accounts/session.svelte';
import type { Schema } from '$lib/kit/api';
import { storage } from '$lib/kit/storage';

/** As they are written, never, or so many times as long. */
export type Timers = Schema<'PreferencesAnswer'>['timers'];
export const ALL_TIMERS = ['on', '2', '10', 'off'] as const satisfies readonly Timers[];

const KEY = 'emberline.play-token';

/** The header by which a guest's plays are found; nothing for who is signed in. */
export function asGuest(): { 'X-Play-Token'?: string } {
  const token = storage.get(KEY);
  return session.user !== null || token === null ? {} : { 'X-Play-Token': token };
}

/** The same for the call that begins: there an account takes over what was read before it. */
export function withPlaysToClaim(): { 'X-Play-Token'?: string } {
  const token = storage.get(KEY);
  return token === null ? {} : { 'X-Play-Token': token };
}

/** Keep the token that a guest was given; an account has taken over what there was. */
export function keepToken(given: string | null): void {
  if (given !== null) storage.set(KEY, given);
  else if (session.user !== null) storage.set(KEY, null);
}

const TIMERS = 'emberline.guest-timers';

/** How a guest has timers in every story that they read here. */
export function guestTimers(): Timers {
  const kept = storage.get(TIMERS);
  return ALL_TIMERS.find((each) => each === kept) ?? 'on';
}

/** Have timers so from the next start on. */
export function keepGuestTimers(timers: Timers): void {
  storage.set(TIMERS, timers);
}
