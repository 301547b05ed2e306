import type { Translation } from '$words';

import type { Words } from './words';

export default {
  not_for_you: 'Diese Seite ist für die, die den Server betreiben.',
  signed_out_elsewhere:
    'Deine Sitzung wurde anderswo beendet. Was du geschrieben hast, ist aufgehoben.',
} satisfies Translation<Words>;
