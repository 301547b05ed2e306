import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { deleteSoon } from './deleting';

const remove = vi.hoisted(() => vi.fn());
vi.mock('./plays', () => ({ deletePlay: remove }));

describe('deleting a saved game', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    remove.mockReset().mockResolvedValue(undefined);
  });

  afterEach(() => void vi.useRealTimers());

  it('tells the server only when nobody took it back', async () => {
    const failed = vi.fn();
    deleteSoon('one', failed);
    const takeBack = deleteSoon('two', failed);
    await vi.advanceTimersByTimeAsync(9000);
    expect(remove).not.toHaveBeenCalled();
    takeBack();
    await vi.advanceTimersByTimeAsync(9000);
    expect(remove.mock.calls).toEqual([['one']]);
    expect(failed).not.toHaveBeenCalled();
  });

  it('shows it again where the server did not delete it', async () => {
    remove.mockRejectedValue(new Error('It stays.'));
    const failed = vi.fn();
    deleteSoon('one', failed);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(failed).toHaveBeenCalledOnce();
  });
});
