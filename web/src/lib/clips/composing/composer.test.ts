import { beforeEach, describe, expect, it, vi } from 'vitest';

import { blankDraft } from './draft';
import { keptDraft } from './draft-store';

/** Uploads as they were begun, in the hands of the test. */
const begun: { file: File; keep: (place: object) => void; isCancelled: boolean }[] = [];

vi.mock('$lib/media/upload.svelte', () => ({
  newPlace: () => ({ key: crypto.randomUUID(), address: null, mediaId: null }),
  Upload: class {
    isCancelled = false;
    constructor(
      readonly file: File,
      readonly place: object,
      readonly keep: (place: object) => void,
    ) {
      begun.push(this);
    }
    start() {}
    pause() {}
    whenWhole = () => Promise.resolve(true);
    cancel = () => {
      this.isCancelled = true;
      return Promise.resolve();
    };
  },
}));

const { Composer } = await import('./composer.svelte');

const photo = (name: string) => new File(['bytes'], name, { type: 'image/png' });
const place = (mediaId: string) => ({ key: mediaId, address: `/media/tus/${mediaId}`, mediaId });

describe('the file of a clip that is being composed', () => {
  beforeEach(() => {
    begun.length = 0;
    URL.createObjectURL = () => 'blob:';
    URL.revokeObjectURL = () => undefined;
  });

  it('is the last one chosen, however quickly it came after another', async () => {
    const composer = new Composer('ada');
    await Promise.all([composer.take(photo('private.png')), composer.take(photo('boats.png'))]);
    const [former, latter] = begun;
    expect(begun.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    latter?.keep(place('boats'));
    former?.keep(place('private'));
    expect(composer.draft.media).toMatchObject({ name: 'boats.png', place: place('boats') });
    await composer.keep();
    expect((await keptDraft('ada'))?.file?.name).toBe('boats.png');
  });

  it('is gone when it is taken away before it was kept', async () => {
    const composer = new Composer('ben');
    composer.draft = { ...blankDraft(), text: 'Words alone' };
    await Promise.all([composer.take(photo('private.png')), composer.removeFile()]);
    begun[0]?.keep(place('private'));
    expect(composer.draft.media).toBeNull();
    expect(composer.upload).toBeNull();
    expect(await keptDraft('ben')).toMatchObject({ file: null, draft: { media: null } });
  });

  it('is on its way at once: what is posted waits for it', () => {
    const composer = new Composer('cleo');
    void composer.take(photo('boats.png'));
    expect(composer.upload).not.toBeNull();
  });
});
