/**
 * Where drafts are kept on this device: in IndexedDB, one an account, with the file itself. So what
 * was written outlives a reload, a crash and a session that was ended elsewhere.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { Draft } from './draft';

interface Shelf extends DBSchema {
  drafts: { key: string; value: Draft };
  files: { key: string; value: Blob };
}

/** A draft as it was found again. */
export interface KeptDraft {
  readonly draft: Draft;
  /** Null where the draft has none. */
  readonly file: File | null;
}

const NAME = 'emberline.drafts';
let opening: Promise<IDBPDatabase<Shelf>> | null = null;

/** What the account was writing; null for nothing. Throws where the browser keeps nothing. */
export async function keptDraft(accountId: string): Promise<KeptDraft | null> {
  const shelf = await opened();
  const draft = await shelf.get('drafts', accountId);
  if (draft === undefined) return null;
  const bytes = draft.media ? await shelf.get('files', accountId) : undefined;
  // A file that was lost (the browser made room) leaves the words behind.
  if (draft.media && bytes === undefined) return { draft: { ...draft, media: null }, file: null };
  const file =
    bytes && draft.media ? new File([bytes], draft.media.name, { type: bytes.type }) : null;
  return { draft, file };
}

/** Keep the words and the choices; the file stays as it is. */
export async function keepDraft(accountId: string, draft: Draft): Promise<void> {
  await (await opened()).put('drafts', draft, accountId);
}

/** Keep the file; null takes it away. */
export async function keepFile(accountId: string, file: Blob | null): Promise<void> {
  const shelf = await opened();
  if (file === null) await shelf.delete('files', accountId);
  else await shelf.put('files', file, accountId);
}

/** Forget the draft and its file. */
export async function forgetDraft(accountId: string): Promise<void> {
  const change = (await opened()).transaction(['drafts', 'files'], 'readwrite');
  await Promise.all([
    change.objectStore('drafts').delete(accountId),
    change.objectStore('files').delete(accountId),
    change.done,
  ]);
}

function opened(): Promise<IDBPDatabase<Shelf>> {
  opening ??= openDB<Shelf>(NAME, 1, {
    upgrade(shelf) {
      shelf.createObjectStore('drafts');
      shelf.createObjectStore('files');
    },
    // A newer page wants to change the shelf: it may, and this one opens it again.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opening = null;
    },
    terminated: () => (opening = null),
  }).catch((failure: unknown) => {
    opening = null;
    throw failure;
  });
  return opening;
}
