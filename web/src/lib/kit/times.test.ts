import { describe, expect, it } from 'vitest';

import { ago } from './times';

describe('how long ago', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const said = (minutes: number) => ago(new Date(now + minutes * 60_000).toISOString(), now);

  it('is said by the largest unit that is full', () => {
    expect([0, -0.9, 0.9].map(said)).toEqual(['just now', 'just now', 'just now']);
    expect([-1, -59.9, -60, -120].map(said)).toEqual([
      '1 minute ago',
      '59 minutes ago',
      '1 hour ago',
      '2 hours ago',
    ]);
    expect([-24 * 60, -2 * 24 * 60].map(said)).toEqual(['yesterday', '2 days ago']);
  });

  it('is said of what is to come as well', () => {
    expect([1, 5, 60, 180].map(said)).toEqual([
      'in 1 minute',
      'in 5 minutes',
      'in 1 hour',
      'in 3 hours',
    ]);
    expect([24 * 60 - 1, 50 * 60].map(said)).toEqual(['in 24 hours', 'in 2 days']);
  });

  it('is a date where it is more than a week', () => {
    expect(said(-8 * 24 * 60)).toContain('2026');
  });
});
