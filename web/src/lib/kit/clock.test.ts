import { beforeEach, describe, expect, it, vi } from 'vitest';

import { hearTime, serverNow } from './clock.svelte';

const NOON = Date.parse('2026-03-01T12:00:00Z');

describe("the server's clock", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOON });
    hearTime(new Date(NOON).toUTCString());
    return () => vi.useRealTimers();
  });

  it('is taken from its answers where the one of the device is wrong, and goes on from there', () => {
    hearTime('Mon, 02 Mar 2026 12:00:00 GMT');
    expect(serverNow()).toBe(NOON + 86_400_000);
    vi.advanceTimersByTime(1500);
    expect(serverNow()).toBe(NOON + 86_401_500);
  });

  it('is that of the device where they differ by no more than the whole seconds that are told', () => {
    hearTime('Sun, 01 Mar 2026 12:00:01 GMT');
    expect(serverNow()).toBe(NOON);
  });

  it('stays as it was where an answer tells no time', () => {
    hearTime('Sun, 01 Mar 2026 11:00:00 GMT');
    hearTime(null);
    hearTime('about noon');
    expect(serverNow()).toBe(NOON - 3_600_000);
  });
});
