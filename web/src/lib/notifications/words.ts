import { wordsOf } from '$words';

const en = {
  title: 'Notifications',
  read_all: 'Mark all as read',
  all_read: 'All marked as read.',
  unread: 'New',
  unread_count: { one: '{count} is new', other: '{count} are new' },
  nothing_unread: 'You have seen it all.',
  empty: 'Nothing yet',
  empty_hint: 'When somebody follows you, reacts or replies, it stands here for 90 days.',
  choose: 'Choose what you are told',

  push: 'On this device',
  push_on: 'Tell me while Emberline is closed',
  push_hint: 'Sealed for this browser: nobody on the way can read it. Ends when you sign out.',
  push_unable: 'This browser cannot be told anything while Emberline is closed.',
  push_refused:
    'You told this browser that Emberline may not notify you. Its settings for this site can change that.',
  push_begun: 'This device is told from now on.',
  push_ended: 'This device is told no more.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
