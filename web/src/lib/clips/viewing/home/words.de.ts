import type { Translation } from '$words';

import type { Words } from './words';

export default {
  tray: 'Clips',
  your_clip: 'Deine Clips',
  add_first: 'Clip posten',
  ring_own: { one: 'Deine Clips: {count}', other: 'Deine Clips: {count}' },
  ring_unseen: { one: '{name}: {count} neuer Clip', other: '{name}: {count} neue Clips' },
  ring_seen: { one: '{name}: {count} Clip, gesehen', other: '{name}: {count} Clips, alle gesehen' },
  tray_empty: 'Hier erscheinen Clips der Leute, denen du folgst, und verblassen nach Tagen.',
  find_people: 'Leute finden',
  try_again: 'Noch einmal versuchen',
  feed: 'Von denen, denen du folgst',
  morning: 'Guten Morgen',
  day: 'Guten Tag',
  evening: 'Guten Abend',
  night: 'Noch wach?',
} satisfies Translation<Words>;
