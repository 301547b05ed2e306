// The time that a reader has spent at a scene, and what it does to choices with timers.

const TICK = 200;

/** Counts the seconds at a scene, from those that were counted when it was last open. */
class Clock {
  constructor(ticked) {
    this.ticked = ticked;
    this.before = 0;
    this.since = performance.now();
    this.timer = null;
  }

  get elapsed() {
    return this.before + (performance.now() - this.since) / 1000;
  }

  /** Count from `elapsed` seconds on; `isRunning`: tick, as something here depends on it. */
  start(elapsed, isRunning) {
    this.stop();
    this.before = elapsed;
    this.since = performance.now();
    if (isRunning) {
      this.timer = setInterval(this.ticked, TICK);
    }
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
  }
}

/** How long a choice may still be taken, in whole seconds. */
function secondsLeft(choice, elapsed) {
  return Math.max(0, Math.ceil(choice.timer_seconds - elapsed));
}

/** Seconds as `0:45`. */
function shownSeconds(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
