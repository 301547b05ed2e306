import { describe, expect, it } from 'vitest';

import { emptyForm } from '../shelf/StoryFields.svelte';
import { commaParted, inLines } from '../shelf/lists';
import { clashes, keptIn } from './metadata.svelte';

describe('what a story says of itself', () => {
  it('shows where two people wrote different things, and nothing else', () => {
    const theirs = { ...emptyForm(), title: 'The ferry', tags: 'sea, short' };
    const yours = { ...emptyForm(), title: 'The last ferry', tags: 'sea, short ' };
    expect(clashes(theirs, yours)).toEqual([
      { field: 'title', theirs: 'The ferry', yours: 'The last ferry' },
    ]);
  });

  it('keeps what was not saved, whole or not at all', () => {
    const form = { ...emptyForm(), title: 'The ferry' };
    expect(keptIn(JSON.stringify({ form, revision: 3 }), emptyForm())).toEqual({
      form,
      revision: 3,
    });
    expect(keptIn(null, emptyForm())).toBeNull();
    expect(keptIn('{"form":{"title":1},"revision":3}', emptyForm())).toBeNull();
    expect(keptIn('[]', emptyForm())).toBeNull();
    expect(keptIn('{"form":', emptyForm())).toBeNull();
  });

  it('takes tags and notes as people type them, each once', () => {
    expect(commaParted(' sea ,short,, sea ')).toEqual(['sea', 'short']);
    expect(inLines('blood\n\n <b>loud</b> noises \nblood')).toEqual([
      'blood',
      '<b>loud</b> noises',
    ]);
  });
});
