import { describe, expect, it } from 'vitest';

import { addressOf, askedFor } from './leaderboard';

describe("the leaderboard's address", () => {
  it('says what counts and when, and is read back', () => {
    const url = new URL(addressOf('streak', 'week'), 'http://localhost');
    expect(askedFor(url)).toEqual({ metric: 'streak', period: 'week' });
  });

  it('asks for XP of all time where it asks for nothing that is there', () => {
    const url = new URL('http://localhost/leaderboard?metric=gold&period=');
    expect(askedFor(url)).toEqual({ metric: 'xp', period: 'all' });
  });
});
