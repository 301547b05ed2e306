import { describe, expect, it } from 'vitest';

import { strengthOf } from './passwords';

describe('the strength of a password', () => {
  it('is none below the least length, however mixed', () => {
    expect(strengthOf('aB3$xY!')).toBe('short');
    expect(strengthOf('')).toBe('short');
  });

  it('is weak for what is tried first', () => {
    for (const tried of ['password', 'Passwort1', '12345678', 'qwertyui', 'aaaaaaaaaaaa'])
      expect(strengthOf(tried), tried).toBe('weak');
  });

  it('does not count the name and the email', () => {
    const password = 'ada.lovelace1815';
    expect(strengthOf(password)).not.toBe('weak');
    expect(strengthOf(password, ['ada', 'ada.lovelace@example.org'])).toBe('weak');
  });

  it('grows with the length: a few words are strong', () => {
    expect(strengthOf('marigold')).toBe('weak');
    expect(strengthOf('marigoldtea')).toBe('fair');
    expect(strengthOf('marigold tea at noon')).toBe('strong');
  });
});
