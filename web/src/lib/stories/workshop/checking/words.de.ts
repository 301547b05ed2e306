import type { Translation } from '$words';

import type { Words } from './words';

export default {
  again: 'Noch einmal prüfen',
  sound: 'Alles stimmt: Sie kann veröffentlicht werden.',
  unsound: {
    one: '{count} Fehler verhindert, dass sie veröffentlicht wird.',
    other: '{count} Fehler verhindern, dass sie veröffentlicht wird.',
  },
  errors: 'Fehler',
  warnings: 'Einen Blick wert',
  no_warnings: 'Sonst ist nichts aufgefallen.',
  whole_story: 'Die ganze Geschichte',
  at_choice: 'Wahl {choice}',
  at_line: 'Zeile {line}',
  at_column: 'Zeichen {column}',
  more: { one: '{count} weiterer ist nicht gezeigt', other: '{count} weitere sind nicht gezeigt' },
  size: 'Wie groß sie ist',
  scenes: 'Szenen',
  choices: 'Wahlmöglichkeiten',
  endings: 'Enden',
  words: 'Wörter',
  unreachable: 'Szenen, zu denen nichts führt',
  dead_ends: 'Szenen ohne Weg weiter',
  for_draft: 'Das gilt für den Entwurf, wie er jetzt ist.',
} satisfies Translation<Words>;
