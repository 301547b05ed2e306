import { describe, expect, it } from 'vitest';

import { choiceName, fieldName, totalsInWords, valueInWords } from './differences';

const totals = {
  nodes_added: 1,
  nodes_removed: 0,
  nodes_changed: 2,
  choices_added: 0,
  choices_removed: 0,
  choices_changed: 0,
  words_added: 1200,
  words_removed: 1,
};

describe('how two versions differ', () => {
  it('is told by what there is of it', () => {
    expect(totalsInWords(totals)).toEqual([
      '1 new scene',
      '2 scenes changed',
      '1,200 words added',
      '1 word removed',
    ]);
  });

  it('calls fields by words, and says the name of one that it does not know', () => {
    expect(fieldName('node_title')).toBe('Title');
    expect(fieldName('variables.courage')).toBe('Other: variables.courage');
    expect(fieldName('constructor')).toBe('Other: constructor');
  });

  it('shows texts as they are, nodes by their names, and nothing as nothing', () => {
    const names = new Map([['0197', 'The quay']]);
    expect(valueInWords('<b>deep</b>', names)).toBe('<b>deep</b>');
    expect(valueInWords('0197', names)).toBe('The quay');
    expect(valueInWords(['0197', 'b'], names)).toBe('The quay, b');
    expect(valueInWords(null, names)).toBe('(nothing)');
    expect(valueInWords({ seconds: 5 }, names)).toContain('"seconds": 5');
  });

  it('calls a choice by its text', () => {
    expect(choiceName('down', [{ field: 'choice_text', before: 'Climb', after: 'Dive' }])).toBe(
      'Dive',
    );
    expect(choiceName('down', [])).toBe('down');
  });
});
