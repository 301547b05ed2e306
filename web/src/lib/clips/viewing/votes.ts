/**
 * The polls that one voted in on this device: their results are asked for at once. Elsewhere the
 * server says so when one votes again.
 */
import { session } from '$lib/accounts/session.svelte';

/** The last so many; older clips have faded. */
const KEPT = 200;

const key = () => `emberline.votes.${session.user?.user_id ?? ''}`;
const voted = () => localStorage.getItem(key())?.split(' ') ?? [];

/** Whether one voted on this sticker, as far as this device knows. */
export function hasVoted(sticker_id: string): boolean {
  return voted().includes(sticker_id);
}

/** Keep that one voted on this sticker. */
export function keepVote(sticker_id: string): void {
  localStorage.setItem(key(), [...new Set([...voted(), sticker_id])].slice(-KEPT).join(' '));
}
