import { beforeEach, describe, expect, it, vi } from 'vitest';

import { announcer } from './announce.svelte';
import { done, toasts } from './toasts.svelte';

const shown = () => toasts.shown.map(({ text }) => text);
const undo = { label: 'Undo', run: () => undefined };

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    toasts.clear();
    vi.runAllTimers();
    vi.useRealTimers();
  };
});

describe('notes at the edge of the page', () => {
  it('go by themselves, later where there is a way back', () => {
    done('Saved.');
    toasts.add('Deleted.', 'done', undo);
    vi.advanceTimersByTime(7000);
    expect(shown()).toEqual(['Deleted.']);
    vi.advanceTimersByTime(3500);
    expect(shown()).toEqual([]);
  });

  it('stay while somebody is at them, and as long as a new one afterwards', () => {
    done('Saved.');
    vi.advanceTimersByTime(6900);
    toasts.hold(true);
    done('And this.');
    vi.advanceTimersByTime(60_000);
    expect(shown()).toEqual(['Saved.', 'And this.']);
    toasts.hold(false);
    vi.advanceTimersByTime(6900);
    expect(shown()).toHaveLength(2);
    vi.advanceTimersByTime(100);
    expect(shown()).toEqual([]);
  });

  it('are three at most, and none with a way back makes room for one without', () => {
    toasts.add('Deleted.', 'done', undo);
    for (const text of ['One', 'Two', 'Three']) done(text);
    expect(shown()).toEqual(['Deleted.', 'Two', 'Three']);
  });

  it('come along to the next page, and no further', () => {
    done('Posted.');
    toasts.turnPage();
    done('Followed.');
    expect(shown()).toEqual(['Posted.', 'Followed.']);
    toasts.turnPage();
    expect(shown()).toEqual(['Followed.']);
  });
});

describe('what is said to who does not see it', () => {
  it('is heard one after the other, and twice where it is said twice', () => {
    const heard: string[] = [];
    for (const words of ['Saved.', 'Juno saw it', 'Juno saw it']) announcer.say(words);
    for (let step = 0; step < 40; step += 1) {
      vi.advanceTimersByTime(50);
      if (heard.at(-1) !== announcer.text) heard.push(announcer.text);
    }
    expect(heard.filter(Boolean)).toEqual(['Saved.', 'Juno saw it', 'Juno saw it']);
  });
});
