import { wordsOf } from './words';

const en = {
  went_wrong: 'That did not work',
  unreachable_title: 'The server does not answer',
  unreachable: 'The server does not answer. Check your connection and try again.',
  just_now: 'just now',
  minutes_ago: { one: '{count} minute ago', other: '{count} minutes ago' },
  hours_ago: { one: '{count} hour ago', other: '{count} hours ago' },
  days_ago: { one: 'yesterday', other: '{count} days ago' },
  in_minutes: { one: 'in {count} minute', other: 'in {count} minutes' },
  in_hours: { one: 'in {count} hour', other: 'in {count} hours' },
  in_days: { one: 'in {count} day', other: 'in {count} days' },
  try_again: 'Try again',
} as const;

export type Texts = typeof en;
export const t = await wordsOf(en, { de: () => import('./texts.de') });
