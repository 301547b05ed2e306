/**
 * What this browser keeps, as texts by names. Where it may keep nothing (blocked, or full), it is
 * kept as long as the page is open: nothing here throws.
 */
class Shelf {
  readonly #open: () => Storage;
  /** What the browser did not take. */
  readonly #held = new Map<string, string>();

  constructor(open: () => Storage) {
    this.#open = open;
  }

  get(name: string): string | null {
    const held = this.#held.get(name);
    if (held !== undefined) return held;
    try {
      return this.#open().getItem(name);
    } catch {
      return null;
    }
  }

  /** Keep it in place of what was there; null takes it away. */
  set(name: string, value: string | null): void {
    this.#held.delete(name);
    try {
      if (value === null) this.#open().removeItem(name);
      else this.#open().setItem(name, value);
    } catch {
      if (value !== null) this.#held.set(name, value);
    }
  }
}

/** Kept for all windows, until it is taken away. */
export const storage = new Shelf(() => localStorage);
/** Kept for this window alone, until it is closed. */
export const windowStorage = new Shelf(() => sessionStorage);
