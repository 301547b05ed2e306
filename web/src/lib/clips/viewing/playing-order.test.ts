import { describe, expect, it } from 'vitest';

import { beginningOf } from './clips';
import { after, before, neighbour } from './playing-order';
import { showingTime } from './reading-time';

const authors = ['ada', 'ben', 'cem', 'dee'];
const counts = (author: string) => ({ ada: 2, ben: 0, cem: 3 })[author];

describe('the playing order', () => {
  it('goes through an author and then to the next, past who has nothing', () => {
    expect(after({ author: 'ada', index: 0 }, authors, counts)).toEqual({
      author: 'ada',
      index: 1,
    });
    expect(after({ author: 'ada', index: 1 }, authors, counts)).toEqual({
      author: 'cem',
      enter: 'beginning',
    });
  });

  it('goes on to who may have something, for nobody has asked yet', () => {
    expect(after({ author: 'cem', index: 2 }, authors, counts)).toEqual({
      author: 'dee',
      enter: 'beginning',
    });
  });

  it('goes back to the last clip of the author before', () => {
    expect(before({ author: 'cem', index: 1 }, authors, counts)).toEqual({
      author: 'cem',
      index: 0,
    });
    expect(before({ author: 'cem', index: 0 }, authors, counts)).toEqual({
      author: 'ada',
      enter: 'end',
    });
  });

  it('has a beginning and an end', () => {
    expect(before({ author: 'ada', index: 0 }, authors, counts)).toBeNull();
    expect(
      after({ author: 'dee', index: 0 }, authors, (author) => (author === 'dee' ? 1 : 0)),
    ).toBe(null);
    expect(neighbour('nobody', authors, counts, 1)).toBeNull();
  });

  it('begins with the first unseen clip, and with the first when all are seen', () => {
    expect(beginningOf([{ seen: true }, { seen: false }, { seen: false }])).toBe(1);
    expect(beginningOf([{ seen: true }, { seen: true }])).toBe(0);
    expect(beginningOf([])).toBe(0);
  });
});

describe('how long a clip is shown', () => {
  const clip = { kind: 'text', text: 'Soup.', caption: null, duration_seconds: null, stickers: [] };
  const time = (change: object) =>
    showingTime({ ...clip, ...change } as Parameters<typeof showingTime>[0]);

  it('is as long as it takes to read, never too short and never for ever', () => {
    const short = time({});
    const long = time({ text: 'word '.repeat(60) });
    expect(short).toBe(5000);
    expect(long).toBeGreaterThan(15_000);
    expect(time({ text: '語'.repeat(120) })).toBeGreaterThan(short);
    expect(time({ text: 'word '.repeat(400) })).toBe(90_000);
  });

  it('is longer for a picture with words, and a film is as long as it is', () => {
    const bare = time({ kind: 'image', text: null });
    expect(time({ kind: 'image', text: null, caption: 'word '.repeat(30) })).toBeGreaterThan(bare);
    expect(time({ kind: 'video', text: null, duration_seconds: 3.5 })).toBe(3500);
  });
});
