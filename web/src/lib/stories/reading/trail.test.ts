import { describe, expect, it } from 'vitest';

import type { Scene } from './shapes';
import { beadsOf, type Move } from './trail';

const move = (title: string, chosen: string | null): Move => ({
  node_id: title,
  node_title: title,
  choice_id: chosen,
  choice_text: chosen,
  outcome: null,
});
const scene = (title: string): Scene => ({
  node_id: title,
  node_title: title,
  content: '',
  content_html: '',
  node_type: 'story',
  is_ending: false,
  choices: [],
  puzzle: null,
  media: [],
});
const shown = (moves: Move[], at: string, fixed = 0) =>
  beadsOf(moves, scene(at), fixed).map(({ title, steps, canGoBack }) => [title, steps, canGoBack]);

describe('the trail', () => {
  it('has a bead for each scene, and knows how many moves lead back to it', () => {
    expect(shown([move('Well', 'down'), move('Dark', 'on')], 'Light')).toEqual([
      ['Well', 2, true],
      ['Dark', 1, true],
      ['Light', 0, false],
    ]);
    expect(shown([], 'Well')).toEqual([['Well', 0, false]]);
  });

  it('has one bead for a puzzle, however often it was answered', () => {
    const tries = [move('Well', 'down'), move('Lock', null), move('Lock', null)];
    expect(shown(tries, 'Open')).toEqual([
      ['Well', 3, true],
      ['Lock', 2, true],
      ['Open', 0, false],
    ]);
    expect(shown(tries, 'Lock')).toEqual([
      ['Well', 3, true],
      ['Lock', 0, false],
    ]);
  });

  it('does not lead back before a new version', () => {
    expect(
      shown([move('Well', 'down'), move('Dark', 'on')], 'Light', 1).map((bead) => bead[2]),
    ).toEqual([false, true, false]);
  });
});
