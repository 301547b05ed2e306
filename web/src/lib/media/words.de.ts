import type { Translation } from '$words';

import type { Words } from './words';

export default {
  too_large: 'Diese Datei hat {size}. Ein Clip nimmt bis zu {most}.',
  no_picture: 'Das ist kein Foto oder Video, das ein Clip zeigen kann.',
  empty: 'In dieser Datei ist nichts.',
  video_too_long: 'Dieses Video dauert {length}. Ein Clip nimmt bis zu {most}.',
  upload: 'Hochladen',
  sending: '{percent} %, {sent} von {size}',
  waiting: 'Wartet auf den Server… Es geht von selbst weiter, ab {percent} %.',
  checking: 'Alles ist angekommen. Der Server sieht es sich an…',
  processing:
    'Wird überall abspielbar gemacht, {percent} % sind fertig. Du kannst schon veröffentlichen.',
  processing_soon: 'Wird gleich überall abspielbar gemacht. Du kannst schon veröffentlichen.',
  ready: 'Auf dem Server, {size}.',
  failed: 'Diese Datei konnte nicht genommen werden.',
  cancel: 'Hochladen abbrechen',
} satisfies Translation<Words>;
