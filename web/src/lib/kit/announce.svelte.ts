/** The one polite live region of a page: what is said there is heard, and read by nobody else. */

/** A region is heard when it changes, so it is emptied for a moment before each. */
const EMPTY = 50;
/** What stands there shorter is not always heard, in milliseconds. */
const STANDS = 500;
/** So many wait at most: who comes late is told of what is new. */
const MOST = 5;

class Announcer {
  text = $state('');
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Say it after what is being said; the same words twice are heard twice. */
  say(words: string): void {
    this.#waiting = [...this.#waiting, words].slice(-MOST);
    if (this.#timer === undefined) this.#next();
  }

  #next(): void {
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    this.text = '';
    this.#timer = setTimeout(() => {
      this.text = this.#waiting.shift() ?? '';
      this.#timer = setTimeout(() => this.#next(), STANDS);
    }, EMPTY);
  }
}

export const announcer = new Announcer();
export const announce = (words: string): void => announcer.say(words);
