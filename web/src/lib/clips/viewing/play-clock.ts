/**
 * How long a clip has been shown, and what holds it: a value, and functions that make the next one.
 *
 * It runs while nothing holds it. Times are milliseconds of a clock that only goes on.
 */

/**
 * Why a clip stands still: its media is not ready or ran dry, a finger is on it, the tab is hidden,
 * something is written (in one field or another), its caption is read, a menu or dialog is open, the
 * person wants no motion or said stop. Each has one owner, who alone takes it back.
 */
export type Hold =
  | 'loading'
  | 'pointer'
  | 'hidden'
  | `writing:${string}`
  | 'caption'
  | 'menu'
  | 'reactions'
  | 'dialog'
  | 'motion'
  | 'paused';

export interface PlayClock {
  /** How long the clip is shown. */
  readonly duration: number;
  readonly holds: ReadonlySet<Hold>;
  /** How long it was shown, up to `since`. */
  readonly played: number;
  /** From when it runs; null while something holds it. */
  readonly since: number | null;
}

/** The clock of a clip that begins now, with what holds it from the start. */
export function begun(duration: number, holds: Iterable<Hold>, now: number): PlayClock {
  return going({ duration, holds: new Set(holds), played: 0, since: null }, now);
}

/** The clock with one more reason to stand still. */
export function held(clock: PlayClock, reason: Hold, now: number): PlayClock {
  if (clock.holds.has(reason)) return clock;
  return going({ ...clock, holds: new Set([...clock.holds, reason]) }, now);
}

/** The clock with that reason gone; it goes on when it was the last. */
export function released(clock: PlayClock, reason: Hold, now: number): PlayClock {
  if (!clock.holds.has(reason)) return clock;
  return going(
    { ...clock, holds: new Set([...clock.holds].filter((other) => other !== reason)) },
    now,
  );
}

/** The clock as the media itself tells it: so much was played, of so much. */
export function told(clock: PlayClock, played: number, duration: number, now: number): PlayClock {
  return { ...clock, played, duration, since: isRunning(clock) ? now : null };
}

/** Nothing holds it. */
export function isRunning(clock: PlayClock): boolean {
  return clock.holds.size === 0;
}

/** How long the clip was shown, at most its duration. */
export function playedOf(clock: PlayClock, now: number): number {
  const running = clock.since === null ? 0 : Math.max(0, now - clock.since);
  return Math.min(clock.duration, clock.played + running);
}

/** How long it is still to be shown, were nothing to hold it. */
export function leftOf(clock: PlayClock, now: number): number {
  return clock.duration - playedOf(clock, now);
}

function going(clock: PlayClock, now: number): PlayClock {
  return { ...clock, played: playedOf(clock, now), since: isRunning(clock) ? now : null };
}
