import { describe, expect, it } from 'vitest';

import { Turns, type Work } from './turns';

/** Works that end when they are told to, in the order in which they began. */
function works() {
  const begun: { name: string; end: () => void; isMine: () => boolean }[] = [];
  const named =
    (name: string): Work =>
    (isMine) =>
      new Promise((end) => begun.push({ name, end, isMine }));
  return { begun, named, names: () => begun.map(({ name }) => name) };
}

/** Everything that can go on without an answer has gone on. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('work that is asked for again while it is under way', () => {
  it('comes once more afterwards, the newest of it, however often it was asked for', async () => {
    const { begun, named, names } = works();
    const turns = new Turns();
    const first = turns.run(named('first'));
    void turns.run(named('second'));
    const third = turns.run(named('third'));
    expect(names()).toEqual(['first']);
    begun[0]?.end();
    await first;
    await settled();
    expect(names()).toEqual(['first', 'third']);
    begun[1]?.end();
    await third;
    expect(turns.isBusy).toBe(false);
  });

  it("is nobody's once it was dropped, and what comes then does not wait for it", async () => {
    const { begun, named, names } = works();
    const turns = new Turns();
    void turns.run(named('theirs'));
    void turns.run(named('theirs, again'));
    turns.drop();
    void turns.run(named('ours'));
    expect(names()).toEqual(['theirs', 'ours']);
    begun[0]?.end();
    await settled();
    expect(names()).toEqual(['theirs', 'ours']);
    expect(begun.map(({ isMine }) => isMine())).toEqual([false, true]);
    expect(turns.isBusy).toBe(true);
  });
});
