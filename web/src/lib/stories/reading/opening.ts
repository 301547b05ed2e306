/** How the reader's page opens: with the server's answer, or with what was kept while it is away. */
import { session } from '$lib/accounts/session.svelte';
import { connection } from '$lib/kit/connection.svelte';
import { asProblem, unreachable } from '$lib/kit/problems';

import { readStory, start, unfinishedPlay, type Opening } from './calls';
import { keptPage, type KeptPage } from './kept';
import type { Started, Story } from './shapes';

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

/** Open a story for reading. Throws a `Problem`. */
export async function open(storyId: string, asked: Asked): Promise<Opened> {
  const kept = await keptPage(storyId);
  if (kept === null || asked.anew || !isAskedFor(kept, asked)) {
    const [story, begun] = await ask(storyId, asked, null);
    return { story, begun, later: null };
  }
  const answered = untilAnswered(() => ask(storyId, asked, kept));
  const first = await Promise.race([answered, soon()]);
  if (first !== null) return { story: first[0], begun: first[1], later: null };
  return { story: kept.story, begun: kept, later: answered.then(([, begun]) => begun) };
}

async function ask(
  storyId: string,
  asked: Asked,
  kept: KeptPage | null,
): Promise<[Story, Started]> {
  // Whose play it is has to be known first: what a guest begins is nobody else's.
  await session.begin();
  if (session.isUnsure) throw unreachable();
  return Promise.all([readStory(storyId), begin(storyId, asked, kept)]);
}

async function untilAnswered<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (failure) {
      if (asProblem(failure).code !== 'offline') throw failure;
      await connection.pause(PAUSE);
    }
  }
}

function isAskedFor(kept: KeptPage, { progress }: Asked): boolean {
  return !progress || progress === kept.standing.progressId;
}

async function begin(storyId: string, asked: Asked, kept: KeptPage | null): Promise<Started> {
  if (asked.anew || asked.progress || asked.protagonist) return start(storyId, asked);
  const before = (await unfinishedPlay(storyId)) ?? unfinished(kept);
  if (before === null) return start(storyId, asked);
  return start(storyId, { ...asked, progress: before }).catch((failure: unknown) => {
    // A guest's play is forgotten after a while: then it begins anew.
    if (asProblem(failure).status !== 404) throw failure;
    return start(storyId, asked);
  });
}

function unfinished(kept: KeptPage | null): string | null {
  return kept === null || kept.standing.ending !== null ? null : kept.standing.progressId;
}

const soon = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
