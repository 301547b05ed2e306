/** Whether the server answers. The frame says so in words while it does not. */

class Connection {
  /** No answer came to the last call. */
  isLost = $state(false);
  #wake = new Set<() => void>();

  constructor() {
    addEventListener('online', () => this.#again());
    addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#again();
    });
  }

  /** An answer came. */
  answered(): void {
    this.isLost = false;
    this.#again();
  }

  /** No answer came. */
  failed(): void {
    this.isLost = true;
  }

  /** Wait so many milliseconds before the next try, less when the server is heard of again. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#wake.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#wake.add(end);
    });
  }

  #again(): void {
    for (const end of [...this.#wake]) end();
  }
}

export const connection = new Connection();
