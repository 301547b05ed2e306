import type { Translation } from '$words';

import type { Words } from './words';

export default {
  close: 'Schließen',
  more: 'Mehr zeigen',
  loading: 'Lädt…',
  try_again: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  left: { one: 'Noch {count} Zeichen', other: 'Noch {count} Zeichen' },
  new_clips: '{name}, {count} ungesehen',
  seen_clips: '{name}, alles gesehen',
  percent: '{value} Prozent',
  as_table: 'Die Zahlen als Tabelle',
} satisfies Translation<Words>;
