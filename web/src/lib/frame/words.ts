import { wordsOf } from '$words';

const en = {
  skip: 'Skip to the page',
  pages: 'Pages',
  home: 'Home',
  library: 'Library',
  write: 'Write',
  people: 'People',
  compose: 'New clip',
  notifications: 'Notifications',
  unread: 'Notifications, {count} unread',
  me: 'You and your things',
  profile: 'Your profile',
  my_clips: 'Your clips',
  my_plays: 'Stories in progress',
  my_achievements: 'Achievements',
  leaderboard: 'Leaderboard',
  generations: 'Books and audiobooks',
  settings: 'Settings',
  moderation: 'Moderation',
  administration: 'Administration',
  sign_in: 'Sign in',
  sign_up: 'Join',
  sign_out: 'Sign out',
  not_found: 'This page is not here',
  not_found_hint: 'It may have faded, or was never meant for you.',
  went_wrong: 'That did not work',
  try_again: 'Try again',
  server_away: 'The server does not answer. Trying again…',
  replaced: 'Live updates go on in another window.',
  here: 'Go on here',
  dismiss: 'Dismiss',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
