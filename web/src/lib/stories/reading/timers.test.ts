import { describe, expect, it } from 'vitest';

import type { OfferedChoice, Scene } from './shapes';
import { decidedAt, GRACE, limitsOf, restOf, toBeSaid } from './timers';

const choice = (
  choice_id: string,
  timer_seconds: number | null,
  available = true,
): OfferedChoice => ({
  choice_id,
  choice_text: choice_id,
  choice_letter: 'A',
  available,
  locked_text: null,
  timer_seconds,
  timer_total_seconds: timer_seconds === null ? null : 40,
  roll: null,
});
const scene = (...choices: OfferedChoice[]): Scene => ({
  node_id: 'n',
  node_title: '',
  content: '',
  content_html: '',
  node_type: 'choice',
  is_ending: false,
  choices,
  puzzle: null,
  media: [],
});

describe('timers', () => {
  const limits = limitsOf(scene(choice('slow', 30), choice('fast', 8), choice('free', null)));

  it('are those of what can be chosen, the first to end first', () => {
    expect(limits.map(({ choiceId }) => choiceId)).toEqual(['fast', 'slow']);
    expect(limitsOf(scene(choice('locked', 5, false)))).toEqual([]);
  });

  it('run out and stay there', () => {
    expect([0, 7.5, 9].map((elapsed) => restOf(limits[0]!, elapsed))).toEqual([8, 0.5, 0]);
  });

  it('are asked about once each, when the server has decided', () => {
    const first = decidedAt(limits, 0);
    expect(first).toBe(8 + GRACE);
    expect(decidedAt(limits, first!)).toBe(30 + GRACE);
    expect(decidedAt(limits, 30 + GRACE)).toBeNull();
  });

  it('that were over before the page came are not asked about', () => {
    expect(decidedAt(limitsOf(scene(choice('late', 0))), 0)).toBeNull();
  });

  it('are said at the half, and near the end, once', () => {
    const limit = { choiceId: 'c', total: 40, at: 40 };
    const said: (readonly [number, number])[] = [];
    for (let now = 0.25, before = 0; now < 42; before = now, now += 0.25) {
      const rest = toBeSaid(limit, before, now);
      if (rest !== null) said.push([now, rest]);
    }
    expect(said).toEqual([
      [20, 20],
      [30, 10],
      [35, 5],
    ]);
  });
});
