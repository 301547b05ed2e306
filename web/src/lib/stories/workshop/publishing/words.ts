import { wordsOf } from '$words';

const en = {
  only_owners: 'Only the owners of a story publish it.',
  as_it_is: 'As it is',
  never: 'Nobody reads it yet.',
  out: 'Readers have version {version}.',
  back: 'It is taken back. Version {version} is kept, only its people read it.',
  what_happens: 'What publishing would do',
  first: 'Version 1 is frozen. Readers find it in the library, and play it as it is now.',
  first_unlisted: 'Version 1 is frozen. Whoever has the link plays it as it is now.',
  next: 'Version {version} is frozen. Whoever begins from now on plays it.',
  same: 'The draft is as version {version}: no new version is made.',
  comes_back: 'Readers have version {version} again.',
  no_plays: 'Nobody is in the middle of an older version.',
  plays: {
    one: '{count} reader is in the middle of an older version.',
    other: '{count} readers are in the middle of an older version.',
  },
  nobody_forced: 'Nobody is moved against their will: they are offered the new version.',
  tried: 'Tried with the newest {count} of them.',
  unchanged: { one: '{count} would go on as it is', other: '{count} would go on as they are' },
  with_notes: {
    one: '{count} would go on, with a note',
    other: '{count} would go on, with a note',
  },
  stuck: { one: '{count} would stay on its version', other: '{count} would stay on their version' },
  stuck_at: 'Where they would be stuck',
  at: { one: '{count} play at “{node}”', other: '{count} plays at “{node}”' },
  not_yet: 'It cannot be published yet',
  warnings: 'Worth a look first',
  publish: 'Publish version {version}',
  publish_again: 'Let readers have it again',
  published: 'Published: readers have version {version}.',
  take_back: 'Take it back',
  take_back_title: 'Take the story back?',
  take_back_what:
    'It leaves the library, and links to it lead nowhere. Whoever is in the middle cannot go on until you publish it again. Versions, plays and reviews are kept.',
  taken_back: 'The story is taken back.',
  look_again: 'Look again',
  read: 'Read it as your readers do',
  cancel: 'Cancel',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
