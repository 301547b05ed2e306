import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Clip } from './clips';

vi.mock('$lib/accounts/session.svelte', () => ({ session: { user: { user_id: 'me' } } }));
vi.mock('./tray.svelte', () => ({ tray: { remove: vi.fn(), saw: vi.fn() } }));
vi.mock('./views', () => ({ views: { record: () => Promise.resolve(true) } }));
vi.mock('./telling', () => ({ tellPassed: vi.fn(), tellPlayback: vi.fn() }));
vi.mock('./clips', async (real) => ({
  ...(await real<typeof import('./clips')>()),
  clipsOf: (author: string) => Promise.resolve([clip(author, '1')]),
}));
vi.stubGlobal('matchMedia', () => ({ matches: true }));

const { Viewing } = await import('./viewing.svelte');

const clip = (author: string, name: string) =>
  ({
    id: `${author}-${name}`,
    user_id: author,
    kind: 'text',
    text: name,
    expires_at: null,
    my_reaction: null,
  }) as unknown as Clip;

describe('what is answered when the viewer has gone on', () => {
  const leave = vi.fn();
  let viewing: InstanceType<typeof Viewing>;

  beforeEach(async () => {
    leave.mockClear();
    viewing = new Viewing(['ada', 'ben'], 'ada', [clip('ada', '1')], leave);
    viewing.begin(null);
    viewing.turn(1);
    await vi.waitFor(() => expect(viewing.clip?.id).toBe('ben-1'));
  });

  it('changes the clip that it is about', async () => {
    viewing.change('ada-1', { my_reaction: '🔥' });
    expect(viewing.clip?.my_reaction).toBeNull();
    viewing.turn(-1);
    await vi.waitFor(() => expect(viewing.clip?.my_reaction).toBe('🔥'));
  });

  it('takes away the author whom it is about', () => {
    viewing.dropAuthor('ada');
    expect(viewing.authors).toEqual(['ben']);
    expect(viewing.clip?.id).toBe('ben-1');
  });

  it('moves nothing when the viewer is closed', () => {
    viewing.end();
    viewing.isGone('ben-1');
    expect(viewing.fate).toBe('shown');
  });
});
