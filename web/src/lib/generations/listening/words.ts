import { wordsOf } from '$words';

const en = {
  listening: 'Listening',
  play: 'Play',
  pause: 'Pause',
  sentence_back: 'One sentence back',
  sentence_on: 'One sentence on',
  position: 'Position',
  position_now: '{at} of {total}',
  speed: 'Speed',
  speed_of: '{speed}×',
  sleep: 'Sleep timer',
  sleep_off: 'Never stop',
  sleep_minutes: '{count} minutes',
  sleep_chapter: 'At the end of the scene',
  slept: 'The narration has stopped: it is time to sleep.',
  stop: 'Stop listening',
  no_scene: 'The narration does not tell this page.',
  cannot_play: 'This browser plays none of the files of this narration. Download one instead.',
  lost: 'The sound did not come. Try again.',
  chapters: 'Scenes',
  chapter_number: 'Scene {number}',
  text: 'Text of this scene',
  read_instead: 'Read it yourself',
  downloads: 'The files',
  hint: 'Choose a sentence to hear it.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
