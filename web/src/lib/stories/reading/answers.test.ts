import { describe, expect, it } from 'vitest';

import { moved, numberIn } from './answers';
import { differences } from './shapes';

describe('answers', () => {
  it('are numbers however they are written', () => {
    expect(['26', ' 4.30 ', '4,30', '1 250', '1,250', '−3', '-0.5', '.5'].map(numberIn)).toEqual([
      26, 4.3, 4.3, 1250, 1250, -3, -0.5, 0.5,
    ]);
  });

  it('are no numbers where nobody can tell', () => {
    expect(['', 'six', '4.3.0', '1e9', 'NaN', '--2'].map(numberIn)).toEqual(Array(6).fill(null));
  });

  it('move a part up and down, and no further than the end', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  });
});

describe('what changed', () => {
  it('is told of stats and things, by their names', () => {
    const before = {
      variables: {},
      stats: { Courage: 1, Calm: 2 },
      inventory: [{ item: 'rope', name: 'A rope', count: 1 }],
      turn: 1,
    };
    const after = {
      variables: {},
      stats: { Courage: 2, Calm: 2 },
      inventory: [{ item: 'coin', name: 'A coin', count: 2 }],
      turn: 2,
    };
    expect(differences(before, after)).toEqual([
      { kind: 'stat', name: 'Courage', before: 1, after: 2 },
      { kind: 'item', name: 'A rope', before: 1, after: null },
      { kind: 'item', name: 'A coin', before: null, after: 2 },
    ]);
    expect(differences(after, after)).toEqual([]);
  });
});
