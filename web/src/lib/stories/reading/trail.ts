/** The way that was walked: moves as the server tells them, and the beads that show them. */
import type { Schema } from '$lib/kit/api';

import type { Scene } from './shapes';

/** A move that stands; `choice_id` is null where a puzzle was answered. */
export type Move = Schema<'WalkedMove'>;

/** A scene on the way. */
export interface Bead {
  /** Its place among all beads: the same scene may come again. */
  readonly place: number;
  readonly title: string;
  /** What was chosen there; null where the play stands, and where a puzzle was answered. */
  readonly chosen: string | null;
  /** How many moves to take back to stand there; 0 for where the play stands. */
  readonly steps: number;
  readonly canGoBack: boolean;
}

/**
 * The beads of the moves and of `scene`, where the play stands. Answers to one puzzle are one bead.
 * The first `fixed` moves cannot be taken back.
 */
export function beadsOf(moves: readonly Move[], scene: Scene, fixed: number): Bead[] {
  const beads: Bead[] = [];
  moves.forEach((move, index) => {
    const before = moves[index - 1];
    const isRepeat = before?.choice_id === null && before.node_id === move.node_id;
    const steps = moves.length - index;
    const bead = { title: move.node_title, chosen: move.choice_text, canGoBack: index >= fixed };
    const last = beads.at(-1);
    if (isRepeat && last) beads[beads.length - 1] = { ...last, chosen: move.choice_text };
    else beads.push({ ...bead, place: beads.length, steps });
  });
  const stays = moves.at(-1)?.choice_id === null && moves.at(-1)?.node_id === scene.node_id;
  if (stays) beads.pop();
  const here = { title: scene.node_title, chosen: null, steps: 0, canGoBack: false };
  return [...beads, { ...here, place: beads.length }];
}
