import { describe, expect, it } from 'vitest';

import { endingBars, sourceName } from './figures';

describe('the figures of a story', () => {
  it('tell endings of the same name apart', () => {
    const ending = (name: string, count: number) => ({ node_id: name, name, count, share: 0 });
    expect(endingBars([ending('Gone', 2), ending('Home', 1), ending('Gone', 3)])).toEqual([
      { name: 'Gone', value: 2 },
      { name: 'Home', value: 1 },
      { name: 'Gone (2)', value: 3 },
    ]);
  });

  it('call what brought readers by words, and what nobody knows as it is', () => {
    expect(sourceName('catalogue')).toBe('The library');
    expect(sourceName('carrier pigeon')).toBe('carrier pigeon');
  });
});
