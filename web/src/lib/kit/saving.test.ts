import { describe, expect, it } from 'vitest';

import { givenName } from './saving';

describe('the name of a file that the server sends', () => {
  it('is the one in any script, where there is one', () => {
    const both = `attachment; filename="story.json"; filename*=UTF-8''f%C3%A4hre.json`;
    expect(givenName(both)).toBe('fähre.json');
    expect(givenName('attachment; filename="the-ferry.json"')).toBe('the-ferry.json');
  });

  it('is none where the server gave none', () => {
    expect(givenName(null)).toBeNull();
    expect(givenName('attachment')).toBeNull();
  });
});
