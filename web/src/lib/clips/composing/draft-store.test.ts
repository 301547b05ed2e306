import { Blob } from 'node:buffer';

import { describe, expect, it } from 'vitest';

import { blankDraft } from './draft';
import { forgetDraft, keepDraft, keepFile, keptDraft } from './draft-store';

const photo = {
  name: 'boats.jpg',
  kind: 'image',
  place: { key: 'k', address: null, mediaId: null },
};

/** The browser's own type of files; this environment stores only Node's. */
const file = () => new Blob(['bytes'], { type: 'image/jpeg' }) as unknown as globalThis.Blob;

describe('the draft that a device keeps', () => {
  it('is found again by its account alone', async () => {
    await keepDraft('ada', { ...blankDraft(), text: 'Back at six', keptAt: 5 });
    expect((await keptDraft('ada'))?.draft).toMatchObject({ text: 'Back at six', keptAt: 5 });
    expect(await keptDraft('ben')).toBeNull();
  });

  it('brings its file back with its name', async () => {
    await keepDraft('cleo', { ...blankDraft(), media: photo } as never);
    await keepFile('cleo', file());
    const kept = await keptDraft('cleo');
    expect(kept?.file?.name).toBe('boats.jpg');
    expect(kept?.draft.media?.kind).toBe('image');
  });

  it('keeps the words when the file was lost', async () => {
    await keepDraft('dora', { ...blankDraft(), caption: 'Last light', media: photo } as never);
    await keepFile('dora', file());
    await keepFile('dora', null);
    const kept = await keptDraft('dora');
    expect(kept).toMatchObject({ file: null, draft: { caption: 'Last light', media: null } });
  });

  it('is gone with its file once it is forgotten', async () => {
    await keepDraft('emil', { ...blankDraft(), text: 'x', media: photo } as never);
    await keepFile('emil', file());
    expect((await keptDraft('emil'))?.file).not.toBeNull();
    await forgetDraft('emil');
    expect(await keptDraft('emil')).toBeNull();
    await keepDraft('emil', { ...blankDraft(), media: photo } as never);
    expect((await keptDraft('emil'))?.file).toBeNull();
  });
});
