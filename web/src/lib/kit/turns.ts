/** Work that is asked for again while it is under way: one after the other, and each once. */

/** `isMine()`: nobody dropped the work meanwhile; else what it brings is not wanted any more. */
export type Work = (isMine: () => boolean) => Promise<void>;

/**
 * However often `run` is called while one is under way, one more comes after it: the newest. So what
 * is shown at last was asked for after everything that happened. Works do not throw.
 */
export class Turns {
  #underWay: Promise<void> | null = null;
  #after: Promise<void> | null = null;
  #newest: Work | null = null;
  #age = 0;

  get isBusy(): boolean {
    return this.#underWay !== null;
  }

  /** Do it now, or as soon as what is under way is over. Resolves when it is done. */
  run(work: Work): Promise<void> {
    const isMine = this.#mine();
    if (this.#underWay === null) {
      this.#underWay = work(isMine).finally(() => {
        if (isMine()) this.#underWay = null;
      });
      return this.#underWay;
    }
    this.#newest = work;
    this.#after ??= this.#underWay.then(() => (isMine() ? this.#next() : undefined));
    return this.#after;
  }

  /** Nobody waits any more for what is under way, nor for what would come after it. */
  drop(): void {
    this.#age += 1;
    this.#underWay = this.#after = this.#newest = null;
  }

  #next(): Promise<void> | undefined {
    const work = this.#newest;
    this.#after = this.#newest = null;
    return work === null ? undefined : this.run(work);
  }

  #mine(): () => boolean {
    const age = this.#age;
    return () => age === this.#age;
  }
}
