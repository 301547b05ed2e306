import { afterEach, describe, expect, it, vi } from 'vitest';

import { Problem } from '$lib/kit/problems';

let refused: Record<string, number> = {};
vi.mock('$lib/kit/api', () => ({
  api: { GET: (_: string, { params }: { params: { path: { user_id: string } } }) => params.path },
  data: ({ user_id }: { user_id: string }) => {
    const status = refused[user_id];
    if (status !== undefined) return Promise.reject(new Problem(status, {}));
    return Promise.resolve({ user_id });
  },
}));

const { peopleOf } = await import('./members');

describe('the people whom a clip names', () => {
  afterEach(() => (refused = {}));

  it('are read in their order, without those who are gone', async () => {
    refused = { id3: 404 };
    const ids = Array.from({ length: 15 }, (_, index) => `id${index}`);
    const found = (await peopleOf(ids)).map(({ user_id }) => user_id);
    expect(found).toEqual(ids.filter((id) => id !== 'id3'));
  });

  it('are not taken for gone when the server could not say', async () => {
    refused = { id1: 500 };
    await expect(peopleOf(['id0', 'id1'])).rejects.toMatchObject({ status: 500 });
  });
});
