import type { Translation } from '$words';

import type { Words } from './words';

export default {
  title: 'Deine Daten',
  take: 'Nimm sie mit',
  take_means:
    'Alles, was über dich aufbewahrt wird, in einer JSON-Datei: Konto, Leute, Clips, Geschichten, Partien, Mitteilungen. Die Adressen der Bilder und Filme darin gelten eine Stunde; sichere, was du behalten willst.',
  download: 'Meine Daten herunterladen',
  downloaded: 'Deine Daten sind in deinen Downloads.',
  leave: 'Für immer gehen',
  leave_means:
    'Dein Konto verschwindet, und mit ihm deine Clips, deine Geschichten mit allen Fassungen, deine Partien, Antworten und Rezensionen und jede Datei. Das lässt sich nicht rückgängig machen, und niemand kann es zurückholen.',
  leave_begin: 'Mein Konto löschen…',
  leave_ask: 'Dein Konto löschen?',
  leave_export: 'Hast du deine Daten mitgenommen?',
  type_name: 'Tippe deinen Benutzernamen, {name}',
  password: 'Dein Passwort',
  leave_now: 'Alles löschen',
  cancel: 'Abbrechen',
  gone: 'Dein Konto ist fort. Leb wohl.',
} satisfies Translation<Words>;
