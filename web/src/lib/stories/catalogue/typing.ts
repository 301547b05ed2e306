/** Searches as they are typed: each makes the one before it superfluous. */

class Typing {
  #controller: AbortController | null = null;
  #address: string | null = null;

  /** The search at `address` (a path with its query) begins; returns how to end the one before. */
  begin(address: string): () => void {
    const former = this.#controller;
    this.#controller = new AbortController();
    this.#address = address;
    return () => former?.abort();
  }

  /** What aborts the calls for the page at `url`, if it is typed for. */
  signalFor(url: URL): AbortSignal | undefined {
    return this.#address === url.pathname + url.search ? this.#controller?.signal : undefined;
  }
}

export const typing = new Typing();
