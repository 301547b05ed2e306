import { wordsOf } from '$words';

const en = {
  reason: 'What is wrong with it?',
  spam: 'Advertising or spam',
  nudity: 'Nudity',
  violence: 'Violence',
  harassment: 'Harassment',
  other: 'Something else',
  note: 'Anything to add',
  note_hint: 'Only moderators read it.',
  send: 'Report it',
  cancel: 'Cancel',
  reported: 'Thank you. Moderators will look at it.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
