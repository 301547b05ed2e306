import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { Paged, type Page } from './pages.svelte';
import { Problem } from './problems';

/** Numbers from `first` on, three a page, `count` in all; answered when they are told to. */
class Numbers {
  first = 1;
  count = 7;
  readonly asked: (string | null)[] = [];
  readonly #answers: (() => void)[] = [];

  readonly fetch = (cursor: string | null): Promise<Page<number>> => {
    this.asked.push(cursor);
    const from = cursor === null ? this.first : Number(cursor);
    const last = this.first + this.count - 1;
    const items = [from, from + 1, from + 2].filter((number) => number <= last);
    const next = from + 3 <= last ? String(from + 3) : null;
    return new Promise((resolve) => this.#answers.push(() => resolve({ items, next })));
  };

  /** Answer the oldest question, and let the list take it. */
  async answer(): Promise<void> {
    await vi.waitUntil(() => this.#answers.length > 0);
    this.#answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function read(numbers: Numbers, pages: number): Promise<Paged<number>> {
  const list = new Paged(numbers.fetch);
  void list.refresh();
  await numbers.answer();
  for (let page = 1; page < pages; page += 1) {
    void list.more();
    await numbers.answer();
  }
  return list;
}

describe('a list that comes a page at a time', () => {
  let stop = () => {};
  afterEach(() => stop());

  it('grows by what follows until nothing does', async () => {
    const list = await read(new Numbers(), 3);
    expect(list.items).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(list.next).toBeNull();
    await list.more();
    expect(list.items).toHaveLength(7);
  });

  it('fetches once in an effect, whatever becomes of the list then', async () => {
    const numbers = new Numbers();
    const list = new Paged(numbers.fetch);
    stop = $effect.root(() => {
      $effect(() => void list.refresh());
    });
    flushSync();
    await numbers.answer();
    flushSync();
    list.items = [...list.items, 99];
    flushSync();
    expect(numbers.asked).toEqual([null]);
  });

  it('fetches once more where that is asked for while it fetches, and shows what came last', async () => {
    const numbers = new Numbers();
    const list = new Paged(numbers.fetch);
    void list.refresh();
    numbers.first = 20;
    void list.refresh();
    const last = list.refresh();
    await numbers.answer();
    expect(list.isLoading).toBe(true);
    await numbers.answer();
    await last;
    expect(list.items).toEqual([20, 21, 22]);
    expect(numbers.asked).toHaveLength(2);
    expect(list.isLoading).toBe(false);
  });

  it('stays as long as it was read where something happened to it', async () => {
    const numbers = new Numbers();
    const list = await read(numbers, 2);
    numbers.first = 0;
    numbers.count = 8;
    void list.catchUp();
    await numbers.answer();
    expect(list.items, 'nothing goes before all is there').toEqual([1, 2, 3, 4, 5, 6]);
    await numbers.answer();
    expect(list.items).toEqual([0, 1, 2, 3, 4, 5]);
    expect(list.next).toBe('6');
  });

  it('takes nothing that was asked for before it was cleared', async () => {
    const numbers = new Numbers();
    const list = new Paged(numbers.fetch);
    void list.refresh();
    void list.refresh();
    list.clear();
    expect(list.isLoading).toBe(false);
    numbers.first = 50;
    void list.refresh();
    await numbers.answer();
    expect(list.items).toEqual([]);
    await numbers.answer();
    expect(list.items).toEqual([50, 51, 52]);
    expect(numbers.asked).toHaveLength(2);
  });

  it('keeps what it has where an answer is a problem, and can be asked again', async () => {
    const numbers = new Numbers();
    const list = await read(numbers, 1);
    const failing = new Paged<number>(
      (cursor) => (cursor === null ? numbers.fetch(null) : Promise.reject(new Problem(503, {}))),
      { items: list.items, next: list.next },
    );
    await failing.more();
    expect(failing.problem?.status).toBe(503);
    expect(failing.items).toEqual([1, 2, 3]);
    void failing.refresh();
    await numbers.answer();
    expect(failing.problem).toBeNull();
  });
});
