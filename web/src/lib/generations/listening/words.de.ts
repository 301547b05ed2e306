import type { Translation } from '$words';

import type { Words } from './words';

export default {
  listening: 'Anhören',
  play: 'Abspielen',
  pause: 'Anhalten',
  sentence_back: 'Einen Satz zurück',
  sentence_on: 'Einen Satz weiter',
  position: 'Stelle',
  position_now: '{at} von {total}',
  speed: 'Tempo',
  speed_of: '{speed}-fach',
  sleep: 'Schlafuhr',
  sleep_off: 'Nie anhalten',
  sleep_minutes: '{count} Minuten',
  sleep_chapter: 'Am Ende der Szene',
  slept: 'Die Erzählung hat angehalten: Zeit zu schlafen.',
  stop: 'Nicht mehr anhören',
  no_scene: 'Die Erzählung erzählt diese Seite nicht.',
  cannot_play:
    'Dieser Browser spielt keine Datei dieser Erzählung. Lade stattdessen eine herunter.',
  lost: 'Der Ton kam nicht an. Versuch es noch einmal.',
  chapters: 'Szenen',
  chapter_number: 'Szene {number}',
  text: 'Text dieser Szene',
  read_instead: 'Selbst lesen',
  downloads: 'Die Dateien',
  hint: 'Wähle einen Satz, um ihn zu hören.',
} satisfies Translation<Words>;
