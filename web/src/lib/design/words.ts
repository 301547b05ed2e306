import { wordsOf } from '$words';

const en = {
  close: 'Close',
  more: 'Show more',
  loading: 'Loading…',
  try_again: 'Try again',
  cancel: 'Cancel',
  left: { one: '{count} character left', other: '{count} characters left' },
  new_clips: '{name}, {count} unseen',
  seen_clips: '{name}, all seen',
  percent: '{value} percent',
  as_table: 'The figures as a table',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
