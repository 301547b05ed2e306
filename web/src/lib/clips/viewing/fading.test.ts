import { describe, expect, it } from 'vitest';

import { fadesIn } from './fading';

const HOUR = 3_600_000;
const at = (left: number) => fadesIn(new Date(left).toISOString(), 0);

describe('when a clip fades', () => {
  it('is said to the minute within the last hour', () => {
    expect(at(30_000)).toBe('fades in under a minute');
    expect(at(59.9 * 60_000)).toBe('fades in 59 min');
  });

  it('is said to the nearest hour, then day: just posted for a day, it is 24 hours', () => {
    expect(at(24 * HOUR - 900)).toBe('fades in 24 h');
    expect(at(3.4 * HOUR)).toBe('fades in 3 h');
    expect(at(72 * HOUR - 900)).toBe('fades in 3 days');
  });
});
