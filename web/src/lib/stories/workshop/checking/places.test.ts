import { describe, expect, it } from 'vitest';

import { byPlace, within, type Finding } from './places';

const found = (message: string, node?: string): Finding => ({
  code: 'dead_end',
  message,
  ...(node ? { node } : {}),
});

describe('findings of a check', () => {
  it('are gathered by scene, called by its title, the whole story first', () => {
    const names = new Map([['quay', 'The quay']]);
    const places = byPlace(
      [found('one', 'quay'), found('two', 'deck'), found('all'), found('three', 'quay')],
      names,
    );
    expect(places.map(({ name }) => name)).toEqual(['The story as a whole', 'The quay', 'deck']);
    expect(places[1]?.findings.map(({ message }) => message)).toEqual(['one', 'three']);
  });

  it('say where in a scene they are', () => {
    expect(within({ ...found('x', 'quay'), choice: 'down', line: 3, column: 1200 })).toBe(
      'choice down, line 3, character 1200',
    );
    expect(within(found('x'))).toBe('');
  });
});
