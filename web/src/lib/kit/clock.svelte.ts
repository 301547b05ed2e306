/**
 * What time it is by the server's clock, for a device's own may be wrong by hours.
 *
 * `clock.now` ticks twice a minute while somebody looks at it; `serverNow()` is exact.
 */
import { createSubscriber } from 'svelte/reactivity';

const TICK = 30_000;

/** How far the server's clock is ahead of the device's, in milliseconds. */
let ahead = 0;

/** Take the time that an answer of the server told (its `Date`); off by a second at most. */
export function hearTime(date: string | null): void {
  const told = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  // `Date` counts whole seconds: less than two is no error of a clock.
  ahead = Math.abs(difference) < 2000 ? 0 : difference;
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + ahead;
}

const ticking = createSubscriber((update) => {
  const timer = setInterval(update, TICK);
  return () => clearInterval(timer);
});

export const clock = {
  /** `serverNow()`, read again by whatever shows it, twice a minute. */
  get now(): number {
    ticking();
    return serverNow();
  },
};
