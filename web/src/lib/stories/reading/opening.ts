/** How the reader's page opens: with the server's answer, or with what was kept while it is away. */
import { session } from '$lib/accounts/session.svelte';
import { connection } from '$lib/kit/connection.svelte';
import { asProblem, unreachable } from '$lib/kit/problems';

import { readStory, start, unfinishedPlay, type Opening } from './calls';
import { keptPage, type KeptPage } from './kept';
import type { Started, Story } from './shapes';

/** A story that is to be read, before anything is begun in it. */
export interface Found {
  readonly story: Story;
  /** The page of it that was read last here, where it is the one that is asked for. */
  readonly kept: KeptPage | null;
  /** The play that one goes on with, as the server knows it. */
  readonly before: string | null;
  readonly asked: Asked;
}

/** What the page begins with. */
export interface Opened {
  readonly story: Story;
  readonly begun: Started | KeptPage;
  /** What the server says, where the page begins with what was kept. */
  readonly later: Promise<Started> | null;
}

/** What the address asks for. */
export interface Asked extends Opening {
  /** Begin anew, whatever was read before. */
  readonly anew: boolean;
}

/** A kept page is shown when the server has not answered after so many milliseconds. */
const PATIENCE = 1500;
/** While the server is away it is asked again after so many milliseconds. */
const PAUSE = 4000;

/** Find a story, on this device or on the server. It only looks. Throws a `Problem`. */
export async function find(storyId: string, asked: Asked): Promise<Found> {
  const last = asked.anew ? null : await keptPage(storyId);
  if (last !== null && isAskedFor(last, asked))
    return { story: last.story, kept: last, before: null, asked };
  await known();
  const [story, before] = await Promise.all([
    readStory(storyId),
    isNamed(asked) ? null : unfinishedPlay(storyId),
  ]);
  return { story, kept: null, before, asked };
}

/**
 * Begin to read, or go on. Throws a `Problem`. Once `left` is aborted nobody reads any more: then
 * nothing is asked for again.
 */
export async function open(found: Found, left: AbortSignal): Promise<Opened> {
  const { story, kept, asked, before } = found;
  const { story_id } = story;
  if (kept === null)
    return { story, begun: await begin(story_id, asked, before, left), later: null };
  const answered = untilAnswered(
    () => Promise.all([readStory(story_id), goOn(story_id, asked, kept, left)]),
    left,
  );
  const first = await Promise.race([answered, soon()]);
  if (first !== null) return { story: first[0], begun: first[1], later: null };
  const later = answered.then(([, begun]) => begun);
  // Whoever has left meanwhile hears of no refusal.
  later.catch(() => undefined);
  return { story, begun: kept, later };
}

/** Whose play it is has to be known first: what a guest begins is nobody else's. */
async function known(): Promise<void> {
  await session.begin();
  if (session.isUnsure) throw unreachable();
}

async function untilAnswered<T>(call: () => Promise<T>, left: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (failure) {
      if (left.aborted || asProblem(failure).code !== 'offline') throw failure;
      await connection.pause(PAUSE);
      left.throwIfAborted();
    }
  }
}

function isAskedFor(kept: KeptPage, { progress }: Asked): boolean {
  return !progress || progress === kept.standing.progressId;
}

/** The address says which play is read, or that it is a new one. */
function isNamed({ anew, progress, protagonist }: Asked): boolean {
  return anew || Boolean(progress) || Boolean(protagonist);
}

async function goOn(
  storyId: string,
  asked: Asked,
  kept: KeptPage,
  left: AbortSignal,
): Promise<Started> {
  await known();
  const before = isNamed(asked) ? null : ((await unfinishedPlay(storyId)) ?? unfinished(kept));
  return begin(storyId, asked, before, left);
}

async function begin(
  storyId: string,
  asked: Asked,
  before: string | null,
  left: AbortSignal,
): Promise<Started> {
  if (before === null) return start(storyId, asked, left);
  return start(storyId, { ...asked, progress: before }, left).catch((failure: unknown) => {
    // A guest's play is forgotten after a while: then it begins anew.
    if (asProblem(failure).status !== 404) throw failure;
    return start(storyId, asked, left);
  });
}

function unfinished(kept: KeptPage): string | null {
  return kept.standing.ending === null ? kept.standing.progressId : null;
}

const soon = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
