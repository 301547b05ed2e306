// One play: its log, its state, and what the last move came to.

/** A play of a story; the page shows it, the saves keep it. */
class Game {
  constructor(playable, log) {
    this.playable = playable;
    this.log = log;
    this.state = replayLog(playable, log);
    this.step = null;
  }

  /** A new play, with a seed of its own. */
  static begin(playable, protagonist) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const seed = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return new Game(playable, { seed, protagonist, moves: [] });
  }

  /** Take a choice; what time decided comes first. RefusedError as `choose`. */
  choose(key, elapsed, timers) {
    this.make(choose(this.playable, this.state, key, elapsed, timers));
  }

  /** Answer the puzzle; what time decided comes first. RefusedError as `answerPuzzle`. */
  answer(given, elapsed, timers) {
    const late = lapse(this.playable, this.state, elapsed, timers);
    this.make(late ?? answerPuzzle(this.playable, this.state, given));
  }

  /** Do what time has decided; whether it has. */
  lapse(elapsed, timers) {
    const late = this.isOver ? null : lapse(this.playable, this.state, elapsed, timers);
    if (late !== null) {
      this.make(late);
    }
    return late !== null;
  }

  /** Take the last move back. */
  back() {
    this.log = { ...this.log, moves: this.log.moves.slice(0, -1) };
    this.state = replayLog(this.playable, this.log);
    this.step = null;
  }

  get isOver() {
    return Boolean(this.playable.scene(this.state.node).ending);
  }

  /** Whether the last move was a wrong answer that left the play where it was. */
  get hasStayed() {
    return this.step?.correct === false && this.state.attempts > 0;
  }

  /** The play as it is kept. at: a time, ISO 8601. */
  save(elapsed, at) {
    const place = this.playable.scene(this.state.node).title ?? "";
    return { log: this.log, elapsed, place, at };
  }

  make(step) {
    this.step = step;
    this.state = step.state;
    this.log = { ...this.log, moves: [...this.log.moves, step.move] };
  }
}
