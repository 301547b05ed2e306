import { wordsOf } from '$words';

const en = {
  again: 'Check again',
  sound: 'Sound: it can be published.',
  unsound: {
    one: '{count} mistake keeps it from being published.',
    other: '{count} mistakes keep it from being published.',
  },
  errors: 'Mistakes',
  warnings: 'Worth a look',
  no_warnings: 'Nothing else caught the eye.',
  whole_story: 'The story as a whole',
  at_choice: 'choice {choice}',
  at_line: 'line {line}',
  at_column: 'character {column}',
  more: { one: '{count} more is not shown', other: '{count} more are not shown' },
  size: 'How large it is',
  scenes: 'Scenes',
  choices: 'Choices',
  endings: 'Endings',
  words: 'Words',
  unreachable: 'Scenes that nothing leads to',
  dead_ends: 'Scenes without a way on',
  for_draft: 'This is about the draft, as it is now.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
