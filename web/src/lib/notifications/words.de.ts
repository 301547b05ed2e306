import type { Translation } from '$words';

import type { Words } from './words';

export default {
  title: 'Mitteilungen',
  read_all: 'Alle als gelesen markieren',
  all_read: 'Alle sind als gelesen markiert.',
  unread: 'Neu',
  unread_count: { one: '{count} ist neu', other: '{count} sind neu' },
  nothing_unread: 'Du hast alles gesehen.',
  empty: 'Noch nichts',
  empty_hint: 'Wenn jemand dir folgt, reagiert oder antwortet, steht es hier 90 Tage lang.',
  choose: 'Wähle, was dir mitgeteilt wird',

  push: 'Auf diesem Gerät',
  push_on: 'Sag mir Bescheid, auch wenn Emberline zu ist',
  push_hint:
    'Für diesen Browser versiegelt: unterwegs kann es niemand lesen. Endet, wenn du dich abmeldest.',
  push_unable: 'Diesem Browser kann nichts mitgeteilt werden, während Emberline zu ist.',
  push_refused:
    'Du hast diesem Browser gesagt, dass Emberline nichts mitteilen darf. Ändern kannst du das in seinen Einstellungen für diese Seite.',
  push_begun: 'Diesem Gerät wird ab jetzt Bescheid gesagt.',
  push_ended: 'Diesem Gerät wird nicht mehr Bescheid gesagt.',
} satisfies Translation<Words>;
