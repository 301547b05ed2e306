/**
 * The last page of each story, kept on this device: what is shown when the server is away, and which
 * play a guest was reading. It goes when the account leaves the device (`leaveDevice`).
 */
import { openDB, type DBSchema } from 'idb';

import { READING } from '$lib/kit/device';

import type { Move } from './trail';
import type { Outcome, Standing, Story } from './shapes';

/** A page as it was read. */
export interface KeptPage {
  readonly storyId: string;
  readonly story: Story;
  readonly standing: Standing;
  readonly outcome: Outcome;
  readonly moves: readonly Move[] | null;
  /** Milliseconds by the device's clock: which one is the newest. */
  readonly keptAt: number;
}

interface Shelf extends DBSchema {
  pages: { key: string; value: KeptPage };
}

/** So many stories are kept. */
const MOST = 20;

const shelf = () =>
  openDB<Shelf>(READING, 1, {
    upgrade: (database) => void database.createObjectStore('pages', { keyPath: 'storyId' }),
    // Somebody wants it away: nothing holds it, and whoever reads on begins another one.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => (opened = null),
  });

let opened: ReturnType<typeof shelf> | null = null;
const pages = () => (opened ??= shelf());

/** The page of this story that was read last here; null where there is none, or no room for any. */
export async function keptPage(storyId: string): Promise<KeptPage | null> {
  return (
    (await pages()
      .then((all) => all.get('pages', storyId))
      .catch(() => undefined)) ?? null
  );
}

/** Keep a page in place of the last one of its story. A device without room for it keeps none. */
export async function keepPage(page: KeptPage): Promise<void> {
  const all = await pages().catch(() => null);
  if (all === null) return;
  try {
    await all.put('pages', page);
    const kept = await all.getAll('pages');
    const old = kept.sort((one, other) => other.keptAt - one.keptAt).slice(MOST);
    await Promise.all(old.map(({ storyId }) => all.delete('pages', storyId)));
  } catch {
    // No room, or a private window: reading goes on without.
  }
}
