import { describe, expect, it } from 'vitest';

import { speaking, voiceName, type Voice } from './books';

const voice = (id: string, language: string, name: string): Voice => ({
  id,
  language,
  name,
  engine: 'espeak',
  gender: null,
});

describe('voices', () => {
  const all = [voice('a', 'en-gb', 'Alba'), voice('b', 'de', 'German'), voice('c', 'en', 'Sam')];

  it('are found by the language of the story, its regions too', () => {
    expect(speaking(all, 'en-US').map(({ id }) => id)).toEqual(['a', 'c']);
    expect(speaking(all, 'tlh')).toEqual([]);
  });

  it('are called with their language, once', () => {
    expect(voiceName(all[0]!)).toBe('Alba (British English)');
    expect(voiceName(all[1]!)).toBe('German');
    expect(voiceName(voice('y', 'en-029', 'English (Caribbean)'))).toBe('English (Caribbean)');
    expect(voiceName(voice('x', 'not a language', 'X'))).toBe('X (not a language)');
  });
});
