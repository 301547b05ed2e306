import { wordsOf } from '$words';

const en = {
  tray: 'Clips',
  your_clip: 'Your clips',
  add_first: 'Post a clip',
  ring_own: { one: 'Your clips: {count}', other: 'Your clips: {count}' },
  ring_unseen: { one: '{name}: {count} unseen clip', other: '{name}: {count} unseen clips' },
  ring_seen: { one: '{name}: {count} clip, seen', other: '{name}: {count} clips, all seen' },
  tray_empty: 'Clips of the people you follow appear here, and fade within days.',
  find_people: 'Find people',
  try_again: 'Try again',
  feed: 'From the people you follow',
  morning: 'Good morning',
  day: 'Good day',
  evening: 'Good evening',
  night: 'Still up?',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
