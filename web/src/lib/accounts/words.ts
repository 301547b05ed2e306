import { wordsOf } from '$words';

const en = {
  not_for_you: 'This page is for those who run the server.',
  signed_out_elsewhere: 'Your session was ended elsewhere. What you were writing is kept.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
