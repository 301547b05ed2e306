/** Choices with a time. The server decides; here is what can be said of it meanwhile. */
import type { OfferedChoice, Scene } from './shapes';

/** The server forgives two seconds; from here on it has decided for certain. */
export const GRACE = 2.2;
/** So many seconds before the end it is said again. */
const SPOKEN = [60, 30, 10, 5];

/** The time of a choice, in seconds since its scene was shown. */
export interface Limit {
  readonly choiceId: string;
  readonly total: number;
  /** When it is over. */
  readonly at: number;
}

/** The limits of what can be chosen, the first to end first. */
export function limitsOf(scene: Scene): Limit[] {
  return scene.choices
    .filter(isTimed)
    .map((choice) => ({
      choiceId: choice.choice_id,
      total: choice.timer_total_seconds ?? choice.timer_seconds,
      at: choice.timer_seconds,
    }))
    .sort((one, other) => one.at - other.at);
}

function isTimed(choice: OfferedChoice): choice is OfferedChoice & { timer_seconds: number } {
  return choice.available && choice.timer_seconds !== null;
}

/** What is left of a limit after so many seconds, never below nothing. */
export function restOf(limit: Limit, elapsed: number): number {
  return Math.max(0, limit.at - elapsed);
}

/** When to ask the server what time has decided, in seconds; null where nothing is timed. */
export function decidedAt(limits: readonly Limit[], asked: number): number | null {
  // What is over when the page comes was decided before.
  const running = limits.filter(({ at }) => at > 0);
  return running.map(({ at }) => at + GRACE).find((at) => at > asked) ?? null;
}

/**
 * The rest that is to be said between two looks at the clock: once at the half, a minute, half a
 * minute, ten and five seconds before the end. Null: nothing.
 */
export function toBeSaid(limit: Limit, before: number, now: number): number | null {
  const marks = [...SPOKEN.filter((mark) => mark < limit.total / 1.5), limit.total / 2];
  const was = limit.at - before;
  const is = limit.at - now;
  return marks.some((mark) => mark < was && mark >= is && is > 0) ? Math.ceil(is) : null;
}
