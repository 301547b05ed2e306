import { wordsOf } from '$words';

const en = {
  title: 'How readers fare',
  counted: 'Of version {version}. Plays of its own people are left out; names are never told.',
  none: 'No figures before the first version',
  none_hint: 'Publish the story: from then on plays are counted here.',
  version: 'Version',
  version_number: 'Version {version}',
  plays: 'Plays',
  completions: 'Came to an end',
  completion_of: '{count} ({share})',
  median: 'Time to an end',
  no_median: 'Nobody yet',
  endings: 'Endings',
  ending: 'Ending',
  times: 'Times',
  share: 'Share',
  stops: 'Where they stop',
  scene: 'Scene',
  visits: 'Came there',
  left: 'Went no further',
  no_stops: 'Nobody was left anywhere.',
  choices: 'What they choose',
  choice: 'Choice',
  sources: 'What brought them',
  source: 'By',
  catalogue: 'The library',
  clip: 'A clip',
  link: 'A link',
  feed: 'The feed',
  no_plays: 'Nobody has played it yet.',
  csv: 'Download CSV',
  json: 'Download JSON',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
