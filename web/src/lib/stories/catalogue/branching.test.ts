import { describe, expect, it } from 'vitest';

import { branching, HEIGHT, MOST_TIPS, WIDTH } from './branching';
import { hueOf, seedOf } from './hue';

describe('the ornament of a cover', () => {
  it('has a tip for every ending, as long as they can be told apart', () => {
    for (const endings of [1, 2, 5, 9]) expect(branching(7, endings).tips).toHaveLength(endings);
    expect(branching(7, 0).tips).toHaveLength(1);
    expect(branching(7, 400).tips).toHaveLength(MOST_TIPS);
  });

  it('is the same for the same story, and stays in its field', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const drawn = branching(seed, 1 + (seed % 9));
      expect(branching(seed, 1 + (seed % 9))).toEqual(drawn);
      expect(drawn.line).not.toContain('NaN');
      const numbers = drawn.line.match(/-?[\d.]+/g)?.map(Number) ?? [];
      numbers.forEach((value, place) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(place % 2 ? HEIGHT : WIDTH);
      });
    }
  });

  it('draws one stroke to every node but the root, and one below it', () => {
    expect(branching(3, 6).line.match(/M/g)).toHaveLength(2 * 6 - 1);
  });
});

describe('the hue of a story', () => {
  it('is always the same, and not the same for all', () => {
    const ids = Array.from({ length: 60 }, (_, place) => `0197a1b2-7c4e-7000-8000-${place}`);
    expect(ids.map(hueOf)).toEqual(ids.map(hueOf));
    expect(new Set(ids.map(hueOf)).size).toBeGreaterThan(5);
    expect(seedOf('')).toBe(0x811c9dc5);
  });
});
