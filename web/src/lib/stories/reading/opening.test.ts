import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Problem, unreachable } from '$lib/kit/problems';

import { find, open, type Asked } from './opening';

const calls = vi.hoisted(() => ({
  readStory: vi.fn(),
  start: vi.fn(),
  unfinishedPlay: vi.fn(),
}));
const keptPage = vi.hoisted(() => vi.fn());
vi.mock('./calls', () => calls);
vi.mock('./kept', () => ({ keptPage }));
vi.mock('$lib/accounts/session.svelte', () => ({
  session: { begin: () => Promise.resolve(), isUnsure: false },
}));

const asked: Asked = { progress: null, via: null, clip: null, anew: false };
const story = { story_id: 'ferry' };
const kept = { story, standing: { progressId: 'old', ending: null } };

describe('opening a story', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    calls.readStory.mockReset().mockResolvedValue(story);
    calls.start.mockReset().mockResolvedValue({ progress_id: 'new' });
    calls.unfinishedPlay.mockReset().mockResolvedValue(null);
    keptPage.mockReset().mockResolvedValue(null);
  });

  afterEach(() => void vi.useRealTimers());

  it('begins nothing before somebody reads', async () => {
    const found = await find('ferry', { ...asked, anew: true });
    expect(calls.start).not.toHaveBeenCalled();
    const opened = await open(found, new AbortController().signal);
    expect(calls.start).toHaveBeenCalledOnce();
    expect(opened.begun).toEqual({ progress_id: 'new' });
  });

  it('shows what was kept while the server is away, and goes on when it is back', async () => {
    keptPage.mockResolvedValue(kept);
    calls.start.mockRejectedValueOnce(unreachable());
    const opening = open(await find('ferry', asked), new AbortController().signal);
    await vi.advanceTimersByTimeAsync(1500);
    const { begun, later } = await opening;
    expect(begun).toBe(kept);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await later).toEqual({ progress_id: 'new' });
    expect(calls.start.mock.lastCall?.[1]).toMatchObject({ progress: 'old' });
  });

  it('says later that the story is gone', async () => {
    keptPage.mockResolvedValue(kept);
    calls.start.mockRejectedValueOnce(unreachable()).mockRejectedValue(new Problem(404, {}));
    const opening = open(await find('ferry', asked), new AbortController().signal);
    await vi.advanceTimersByTimeAsync(1500);
    const { later } = await opening;
    const refused = expect(later).rejects.toMatchObject({ status: 404 });
    await vi.advanceTimersByTimeAsync(4000);
    await refused;
  });

  it('asks for nothing any more once the reader has left', async () => {
    keptPage.mockResolvedValue(kept);
    calls.start.mockRejectedValue(unreachable());
    const leaving = new AbortController();
    const opening = open(await find('ferry', asked), leaving.signal);
    await vi.advanceTimersByTimeAsync(1500);
    await opening;
    const tries = calls.start.mock.calls.length;
    leaving.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls.start).toHaveBeenCalledTimes(tries);
  });
});
