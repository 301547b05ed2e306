import { describe, expect, it } from 'vitest';

import { timeLeft } from './eta';

describe('how much longer it takes', () => {
  it('is told in minutes and hours, roughly', () => {
    expect(timeLeft(0)).toBe('less than a minute left');
    expect(timeLeft(59.9)).toBe('less than a minute left');
    expect(timeLeft(60)).toBe('about 1 minute left');
    expect(timeLeft(200)).toBe('about 3 minutes left');
    expect(timeLeft(5000)).toBe('about 83 minutes left');
    expect(timeLeft(5400)).toBe('about 2 hours left');
  });

  it('is not told while nobody knows', () => {
    expect(timeLeft(null)).toBe('');
    expect(timeLeft(Number.NaN)).toBe('');
    expect(timeLeft(-1)).toBe('');
  });
});
