import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Problem } from '$lib/kit/problems';

import type { Highlight } from './highlights.svelte';

/** What the server was asked, each to be answered by the test. */
let asked: { id: string; body: object; answer: (status: number) => void }[] = [];
/** What stands on the server. */
let there: Highlight[] = [];

vi.mock('$lib/kit/api', () => ({
  body: (call: Promise<unknown>) => call,
  api: {
    GET: () => Promise.resolve({ data: there, meta: { next_cursor: null } }),
    PATCH: (
      _: string,
      { params, body }: { params: { path: Record<string, string> }; body: object },
    ) =>
      new Promise((resolve, reject) => {
        const id = params.path['highlight_id'] ?? '';
        const answer = (status: number) =>
          status === 200
            ? resolve({ ...there.find((one) => one.id === id), ...body })
            : reject(new Problem(status, {}));
        asked.push({ id, body, answer });
      }),
  },
}));

const { highlightsOf, OwnHighlights } = await import('./highlights.svelte');

const highlight = (id: string, ...clips: string[]) =>
  ({ id, title: id, clips: clips.map((clip) => ({ id: clip })) }) as unknown as Highlight;
const names = (list: readonly Highlight[]) => list.map(({ id }) => id).join('');
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the own highlights', () => {
  let list: InstanceType<typeof OwnHighlights>;
  const [a, b, c] = [highlight('a', 'x'), highlight('b', 'x', 'y'), highlight('c')];

  beforeEach(async () => {
    asked = [];
    there = [a, b, c];
    list = new OwnHighlights((cursor) => highlightsOf('ada', cursor));
    await list.refresh();
  });

  it('are moved one after the other, however quickly that was asked for', async () => {
    void list.move([b, a, c], a);
    const last = list.move([b, c, a], a);
    await settled();
    expect(asked.map(({ body }) => body)).toEqual([{ position: 1 }]);
    asked[0]?.answer(200);
    await settled();
    expect(asked.map(({ body }) => body)).toEqual([{ position: 1 }, { position: 2 }]);
    asked[1]?.answer(200);
    await last;
    expect(names(list.items)).toBe('bca');
  });

  it('stand as the server has them after a refusal', async () => {
    const first = list.move([b, a, c], a).catch(() => 'refused');
    const second = list.move([b, c, a], a);
    await settled();
    asked[0]?.answer(500);
    await settled();
    there = [b, c, a];
    asked[1]?.answer(200);
    await second;
    expect(await first).toBe('refused');
    expect(names(list.items)).toBe('bca');
  });

  it('hold what two quick ticks said, one with the other', async () => {
    void list.hold('c', 'x', true);
    await settled();
    void list.hold('c', 'y', true);
    there = there.map((one) => (one.id === 'c' ? highlight('c', 'x') : one));
    asked[0]?.answer(200);
    await settled();
    expect(asked[1]?.body).toEqual({ clip_ids: ['x', 'y'] });
  });
});
