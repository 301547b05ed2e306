import { wordsOf } from '$words';

const en = {
  who: 'Who sees it',
  public: 'Everyone',
  followers: 'Followers',
  close_friends: 'Close friends',
  custom: 'People you choose',
  private: 'Only you',
  public_hint: 'Whoever has an account here',
  followers_hint: { one: '{count} person follows you', other: '{count} people follow you' },
  close_friends_hint: {
    one: '{count} person, chosen under People',
    other: '{count} people, chosen under People',
  },
  custom_hint: 'Named one by one, for this clip alone',
  private_hint: 'Nobody else, until you change it',
  public_means: 'Everyone with an account here can see it, and repost it.',
  followers_means: {
    one: 'The one person who follows you sees it, and whoever follows you while it lasts.',
    other: 'The {count} people who follow you see it, and whoever follows you while it lasts.',
  },
  followers_uncounted: 'Whoever follows you sees it.',
  followers_none:
    'Nobody follows you yet, so nobody sees it now. Whoever follows you while it lasts will.',
  close_friends_means: {
    one: 'Your one close friend sees it. Nobody is told that they are one.',
    other: 'Your {count} close friends see it. Nobody is told that they are one.',
  },
  close_friends_uncounted: 'Your close friends see it. Nobody is told that they are one.',
  close_friends_none: 'You have no close friends yet, so nobody but you sees it.',
  custom_means: {
    one: 'Only {names} sees it. Being followed makes no difference.',
    other: 'Only {names} see it. Being followed makes no difference.',
  },
  custom_none: 'Choose at least one person.',
  private_means: 'Nobody but you sees it. You can open it to others later.',
  blocks: 'Whom you blocked or hid your clips from never sees it.',
  and_more: { one: '{names} and one more', other: '{names} and {count} more' },
  choose_friends: 'Choose your close friends',
  find_people: 'Find people',
  find_hint: 'A name or a username',
  found: { one: '{count} person found', other: '{count} people found' },
  nobody_found: 'Nobody is called that here.',
  chosen: { one: '{count} person chosen', other: '{count} people chosen' },
  take_out: 'Take out {name}',
  added: '{name} added',
  taken_out: '{name} taken out',
  is_full: 'Up to {count} people fit.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
