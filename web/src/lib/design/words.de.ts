import type { Translation } from '$words';

import type { Words } from './words';

export default {
  close: 'Schließen',
  more: 'Mehr zeigen',
  try_again: 'Noch einmal versuchen',
  left: { one: 'Noch {count} Zeichen', other: 'Noch {count} Zeichen' },
  as_table: 'Die Zahlen als Tabelle',
} satisfies Translation<Words>;
