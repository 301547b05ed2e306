/** Lists that come a page at a time, by cursor. */
import { untrack } from 'svelte';

import { asProblem, type Problem } from './problems';
import { Turns } from './turns';

/** One page as the server answers it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next one begins; null at the end. */
  readonly next: string | null;
}

/**
 * A list that grows: `more()` fetches what follows. `new Paged(fetchPage)` starts empty.
 *
 * Nothing that is read in here wakes an effect: one that calls `refresh()` names itself what is to
 * wake it. What is asked for while something is under way comes after it, once.
 */
export class Paged<T> {
  items = $state.raw<readonly T[]>([]);
  next = $state<string | null>(null);
  isLoading = $state(false);
  problem = $state<Problem | null>(null);
  readonly #fetch: (cursor: string | null) => Promise<Page<T>>;
  readonly #turns = new Turns();

  constructor(fetch: (cursor: string | null) => Promise<Page<T>>, first?: Page<T>) {
    this.#fetch = fetch;
    if (first) this.#show(first);
  }

  /** Fetch the first page, in place of all. */
  refresh(): Promise<void> {
    return this.#load(() => this.#fetch(null));
  }

  /**
   * Fetch anew what is shown, as far as it was read: something happened to it. `isLoading` stays as
   * it is, for nobody waits.
   */
  catchUp(): Promise<void> {
    return this.#load(
      () => this.#fetchAtLeast(this.items.length),
      untrack(() => this.items.length) > 0,
    );
  }

  /** Fetch what follows. Does nothing while something is under way. */
  async more(): Promise<void> {
    const next = untrack(() => this.next);
    if (next === null || this.#turns.isBusy) return;
    await this.#load(async () => {
      const page = await this.#fetch(next);
      return { items: [...this.items, ...page.items], next: page.next };
    });
  }

  /** Forget it all, and what is under way: somebody else may come. */
  clear(): void {
    this.#turns.drop();
    this.#show({ items: [], next: null });
    this.isLoading = false;
    this.problem = null;
  }

  #load(fetch: () => Promise<Page<T>>, isQuiet = false): Promise<void> {
    return untrack(() =>
      this.#turns.run(async (isMine) => {
        this.isLoading = !isQuiet;
        this.problem = null;
        try {
          const page = await fetch();
          if (isMine()) this.#show(page);
        } catch (failure) {
          if (isMine()) this.problem = asProblem(failure);
        } finally {
          if (isMine()) this.isLoading = false;
        }
      }),
    );
  }

  async #fetchAtLeast(count: number): Promise<Page<T>> {
    let page = await this.#fetch(null);
    let { items } = page;
    while (items.length < count && page.next !== null) {
      page = await this.#fetch(page.next);
      items = [...items, ...page.items];
    }
    return { items, next: page.next };
  }

  #show(page: Page<T>): void {
    this.items = page.items;
    this.next = page.next;
  }
}
