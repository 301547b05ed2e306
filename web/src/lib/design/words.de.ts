import type { Translation } from '$words';

import type { Words } from './words';

export default {
  close: 'Schließen',
  more: 'Mehr zeigen',
  page_of: 'Seite {page} von {pages}',
  previous: 'Zurück',
  next: 'Weiter',
  try_again: 'Noch einmal versuchen',
  left: { one: 'Noch {count} Zeichen', other: 'Noch {count} Zeichen' },
  as_table: 'Die Zahlen als Tabelle',
} satisfies Translation<Words>;
