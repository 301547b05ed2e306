/** Whether the server answers. The frame says so in words while it does not. */

class Connection {
  /** No answer came to the last call. */
  isLost = $state(false);
  readonly #waiting = new Set<() => void>();
  readonly #ears = new Set<() => void>();

  constructor() {
    addEventListener('online', () => this.#wake());
    addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wake();
    });
  }

  /** An answer came. */
  answered(): void {
    if (!this.isLost) return;
    this.isLost = false;
    this.#wake();
    for (const hear of this.#ears) hear();
  }

  /** No answer came. */
  failed(): void {
    this.isLost = true;
  }

  /** `hear` is called when the server answers again. Returns how to stop listening. */
  onFound(hear: () => void): () => void {
    this.#ears.add(hear);
    return () => void this.#ears.delete(hear);
  }

  /** Wait so many milliseconds before the next try, less when the server is heard of again. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#waiting.add(end);
    });
  }

  #wake(): void {
    for (const end of [...this.#waiting]) end();
  }
}

export const connection = new Connection();
