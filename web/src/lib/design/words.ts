import { wordsOf } from '$words';

const en = {
  close: 'Close',
  more: 'Show more',
  page_of: 'Page {page} of {pages}',
  previous: 'Previous',
  next: 'Next',
  try_again: 'Try again',
  left: { one: '{count} character left', other: '{count} characters left' },
  as_table: 'The figures as a table',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
