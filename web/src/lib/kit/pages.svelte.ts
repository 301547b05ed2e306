/** Lists that come a page at a time, by cursor. */
import { asProblem, type Problem } from './problems';

/** One page as the server answers it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next one begins; null at the end. */
  readonly next: string | null;
}

/** A list that grows: `more()` fetches what follows. `Paged.of(fetchPage)` starts empty. */
export class Paged<T> {
  items = $state.raw<readonly T[]>([]);
  next = $state<string | null>(null);
  isLoading = $state(false);
  problem = $state<Problem | null>(null);
  readonly #fetch: (cursor: string | null) => Promise<Page<T>>;

  constructor(fetch: (cursor: string | null) => Promise<Page<T>>, first?: Page<T>) {
    this.#fetch = fetch;
    if (first) this.#take(first);
  }

  /** Fetch the first page, in place of all. */
  async refresh(): Promise<void> {
    await this.#load(null);
  }

  /** Fetch what follows. */
  async more(): Promise<void> {
    if (this.next !== null) await this.#load(this.next);
  }

  async #load(cursor: string | null): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    this.problem = null;
    try {
      const page = await this.#fetch(cursor);
      if (cursor === null) this.items = [];
      this.#take(page);
    } catch (failure) {
      this.problem = asProblem(failure);
    } finally {
      this.isLoading = false;
    }
  }

  #take(page: Page<T>): void {
    this.items = [...this.items, ...page.items];
    this.next = page.next;
  }
}
