import { describe, expect, it } from 'vitest';

import { nextPath } from './guards';

const asked = (next: string) =>
  nextPath(new URL(`http://localhost/sign-in?next=${encodeURIComponent(next)}`));

describe('where to go after signing in', () => {
  it('is the page that one came from, with what it was asked for', () => {
    expect(asked('/people?tab=followers')).toBe('/people?tab=followers');
    expect(nextPath(new URL('http://localhost/sign-in'))).toBe('/');
  });

  it('is never an address elsewhere', () => {
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/.//evil.example',
      'javascript:1',
      'http://[',
    ])
      expect(asked(next), next).toBe('/');
  });
});
