import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';

import { Making, type Made } from './making.svelte';

const readGeneration = vi.hoisted(() => vi.fn());
vi.mock('../listening/calls', () => ({ readGeneration }));
vi.mock('$lib/realtime/live.svelte', () => ({ live: { on: () => () => undefined } }));

describe('generations that are followed', () => {
  it('are read once where an effect begins to follow them', async () => {
    const made = { id: 'book', status: 'in_progress', eta: null } as Made;
    // A loop ends at the second: it would never let the test go on.
    readGeneration.mockResolvedValueOnce({ ...made }).mockReturnValue(new Promise(() => undefined));
    const making = new Making([made]);
    const end = $effect.root(() => {
      $effect(() => making.follow());
    });
    for (let turn = 0; turn < 5; turn += 1) {
      flushSync();
      await Promise.resolve();
      await new Promise((go) => setTimeout(go));
    }
    expect(readGeneration).toHaveBeenCalledOnce();
    end();
  });
});
