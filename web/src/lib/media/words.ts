import { wordsOf } from '$words';

const en = {
  too_large: 'This file has {size}. A clip takes up to {most}.',
  no_picture: 'This is no photo or video that a clip can show.',
  empty: 'There is nothing in this file.',
  video_too_long: 'This video lasts {length}. A clip takes up to {most}.',
  upload: 'Upload',
  sending: '{percent} %, {sent} of {size}',
  waiting: 'Waiting for the server… It goes on by itself, from {percent} %.',
  checking: 'All of it has arrived. The server looks at it…',
  processing: 'Being made playable everywhere, {percent} % done. You can post already.',
  processing_soon: 'Waiting to be made playable everywhere. You can post already.',
  ready: 'On the server, {size}.',
  failed: 'This file could not be taken.',
  cancel: 'Cancel the upload',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
