/** The one polite live region of a page: what is said there is heard, and read by nobody else. */

class Announcer {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Say it; the same words twice are heard twice. */
  say(words: string): void {
    this.text = '';
    clearTimeout(this.#timer);
    // A region is heard when it changes, so it is emptied for a moment first.
    this.#timer = setTimeout(() => (this.text = words), 50);
  }
}

export const announcer = new Announcer();
export const announce = (words: string): void => announcer.say(words);
