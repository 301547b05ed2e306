import { beforeEach, describe, expect, it, vi } from 'vitest';

import { connection } from './connection.svelte';

describe('the line to the server', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    connection.answered();
    return () => vi.useRealTimers();
  });

  /** Whether a pause of a minute is over. */
  async function paused(): Promise<() => boolean> {
    let isOver = false;
    void connection.pause(60_000).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(0);
    return () => isOver;
  }

  it('is lost with a call that got no answer, and found with the next that got one', () => {
    connection.failed();
    expect(connection.isLost).toBe(true);
    connection.answered();
    expect(connection.isLost).toBe(false);
  });

  it('tells once that it was found', () => {
    const hear = vi.fn();
    const stop = connection.onFound(hear);
    connection.answered();
    expect(hear).not.toHaveBeenCalled();
    connection.failed();
    connection.answered();
    connection.answered();
    expect(hear).toHaveBeenCalledTimes(1);
    stop();
    connection.failed();
    connection.answered();
    expect(hear).toHaveBeenCalledTimes(1);
  });

  it('shortens a wait when it is found, and not with every answer to others', async () => {
    const isOver = await paused();
    connection.answered();
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver()).toBe(false);
    connection.failed();
    connection.answered();
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver()).toBe(true);
  });

  it('shortens a wait when the device has a network again, and ends it in its time', async () => {
    const first = await paused();
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(first()).toBe(true);
    const second = await paused();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(second()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(second()).toBe(true);
  });
});
