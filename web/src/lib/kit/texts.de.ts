import type { Texts } from './texts';
import type { Translation } from './words';

export default {
  went_wrong: 'Das hat nicht geklappt',
  unreachable_title: 'Der Server antwortet nicht',
  unreachable: 'Der Server antwortet nicht. Prüfe die Verbindung und versuche es noch einmal.',
  just_now: 'gerade eben',
  minutes_ago: { one: 'vor {count} Minute', other: 'vor {count} Minuten' },
  hours_ago: { one: 'vor {count} Stunde', other: 'vor {count} Stunden' },
  days_ago: { one: 'gestern', other: 'vor {count} Tagen' },
  in_minutes: { one: 'in {count} Minute', other: 'in {count} Minuten' },
  in_hours: { one: 'in {count} Stunde', other: 'in {count} Stunden' },
  in_days: { one: 'in {count} Tag', other: 'in {count} Tagen' },
  try_again: 'Noch einmal versuchen',
} satisfies Translation<Texts>;
