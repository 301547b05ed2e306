import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { unreachable } from '$lib/kit/problems';

import { deleting } from './deleting.svelte';

const remove = vi.hoisted(() => vi.fn());
vi.mock('./plays', () => ({ deletePlay: remove }));
vi.mock('$lib/accounts/session.svelte', () => ({ session: { onLeave: vi.fn() } }));

describe('deleting a saved game', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    remove.mockReset().mockResolvedValue(undefined);
  });

  afterEach(() => {
    deleting.forget();
    vi.useRealTimers();
  });

  it('tells the server only when nobody took it back', async () => {
    deleting.soon('one');
    const takeBack = deleting.soon('two');
    await vi.advanceTimersByTimeAsync(9000);
    expect(remove).not.toHaveBeenCalled();
    expect([...deleting.gone]).toEqual(['one', 'two']);
    takeBack();
    await vi.advanceTimersByTimeAsync(9000);
    expect(remove.mock.calls).toEqual([['one']]);
    // What is deleted does not come back to sight on a list that was read before.
    expect([...deleting.gone]).toEqual(['one']);
  });

  it('shows it again where the server did not delete it', async () => {
    remove.mockRejectedValue(unreachable());
    deleting.soon('one');
    await vi.advanceTimersByTimeAsync(20_000);
    expect([...deleting.gone]).toEqual([]);
  });

  it('deletes nothing once the account has left', async () => {
    deleting.soon('one');
    deleting.forget();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(remove).not.toHaveBeenCalled();
  });
});
