import { describe, expect, it } from 'vitest';

import { hintOf, meaning, named } from './audience';

const counts = { followers: 12, closeFriends: 1 };
const person = (name: string) => ({ username: name.toLowerCase(), display_name: name });

describe('the words of an audience', () => {
  it('say who will see the clip, and how many that are', () => {
    expect(meaning('PUBLIC', counts, [])).toMatch(/^Everyone with an account/);
    expect(meaning('FOLLOWERS', counts, [])).toMatch(/^The 12 people who follow you/);
    expect(meaning('CLOSE_FRIENDS', counts, [])).toMatch(/^Your one close friend/);
    expect(meaning('PRIVATE', counts, [])).toMatch(/^Nobody but you/);
  });

  it('say so when nobody would see it', () => {
    const none = { followers: 0, closeFriends: 0 };
    expect(meaning('FOLLOWERS', none, [])).toMatch(/^Nobody follows you yet/);
    expect(meaning('CLOSE_FRIENDS', none, [])).toMatch(/^You have no close friends/);
    expect(meaning('CUSTOM', none, [])).toBe('Choose at least one person.');
  });

  it('say no number that is not known', () => {
    const unknown = { followers: null, closeFriends: null };
    expect(hintOf('FOLLOWERS', unknown, 0)).toBe('');
    expect(meaning('FOLLOWERS', unknown, [])).not.toMatch(/\d|Nobody follows/);
    expect(meaning('CLOSE_FRIENDS', unknown, [])).not.toMatch(/\d|no close/);
  });

  it('name a few, and count the rest', () => {
    expect(meaning('CUSTOM', counts, [person('Ada')])).toMatch(/^Only Ada sees it/);
    expect(named(['Ada', 'Ben'].map(person))).toBe('Ada and Ben');
    expect(named(['Ada', 'Ben', 'Cleo', 'Dora'].map(person))).toBe('Ada, Ben and 2 more');
    expect(named([{ username: 'emil', display_name: '' }])).toBe('emil');
  });
});
