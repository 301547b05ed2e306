import type { Texts } from './texts';
import type { Translation } from './words';

export default {
  went_wrong: 'Das hat nicht geklappt',
  unreachable_title: 'Der Server antwortet nicht',
  unreachable: 'Der Server antwortet nicht. Prüfe die Verbindung und versuche es noch einmal.',
  just_now: 'gerade eben',
  try_again: 'Noch einmal versuchen',
} satisfies Translation<Texts>;
