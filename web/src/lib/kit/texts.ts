import { wordsOf } from './words';

const en = {
  went_wrong: 'That did not work',
  unreachable_title: 'The server does not answer',
  unreachable: 'The server does not answer. Check your connection and try again.',
  just_now: 'just now',
  try_again: 'Try again',
} as const;

export type Texts = typeof en;
export const t = await wordsOf(en, { de: () => import('./texts.de') });
