/** The calls of a play. All throw a `Problem`. */
import { session } from '$lib/accounts/session.svelte';
import { api, data, type Schema } from '$lib/kit/api';

import { AUTO_SLOT, playsOfStory, type Progress } from '../catalogue/plays';
import {
  asGuest,
  guestTimers,
  keepGuestTimers,
  keepToken,
  withPlaysToClaim,
  type Timers,
} from './guest';
import type { Answer, Standing, Started, Story, Turn } from './shapes';

/** How a play is begun, or which one goes on. */
export interface Opening {
  readonly progress?: string | null;
  readonly protagonist?: string | null;
  /** The code of the link that led here. */
  readonly via?: string | null;
  /** The clip that invited. */
  readonly clip?: string | null;
}

/** What the catalogue says of the story. */
export function readStory(story_id: string): Promise<Story> {
  return data(api.GET('/api/stories/{story_id}', { params: { path: { story_id } } }));
}

/**
 * Begin, or go on with the play that is named. Time may have decided meanwhile. Once `left` is
 * aborted it is not asked for any more.
 */
export async function start(
  story_id: string,
  opening: Opening,
  left: AbortSignal | null = null,
): Promise<Started> {
  const { progress, protagonist, via, clip } = opening;
  const query = {
    ...(progress ? { progress_id: progress } : {}),
    ...(protagonist ? { protagonist } : {}),
    ...(via ? { via } : {}),
    ...(clip ? { clip_id: clip } : {}),
    ...(session.user === null ? { timers: guestTimers() } : {}),
  };
  const params = { path: { story_id }, query };
  const headers = withPlaysToClaim();
  const call = { params, headers, signal: left };
  const started = await data(api.GET('/api/stories/{story_id}/start', call));
  keepToken(started.play_token);
  return started;
}

/** The account's newest play of the story that is not over; null without one. */
export async function unfinishedPlay(story_id: string): Promise<string | null> {
  if (session.user === null) return null;
  const plays = await playsOfStory(session.user.user_id, story_id);
  return plays.find((play) => play.slot === AUTO_SLOT && !play.is_completed)?.progress_id ?? null;
}

/** Take a choice where the play stands. */
export function choose(story_id: string, at: Standing, choice_id: string): Promise<Turn> {
  const form = {
    current_node_id: at.scene.node_id,
    choice_id,
    progress_id: at.progressId,
    turn: at.state.turn,
  };
  const call = { params: { path: { story_id } }, headers: asGuest(), body: form };
  return data(api.POST('/api/stories/{story_id}/choice', call));
}

/** Answer the puzzle where the play stands. */
export function answerPuzzle(story_id: string, at: Standing, answer: Answer): Promise<Turn> {
  const form = { answer, progress_id: at.progressId, turn: at.state.turn };
  const call = { params: { path: { story_id } }, headers: asGuest(), body: form };
  return data(api.POST('/api/stories/{story_id}/puzzle', call));
}

/** Take moves back. */
export function rewind(story_id: string, at: Standing, steps: number): Promise<Started> {
  const form = { steps, progress_id: at.progressId, turn: at.state.turn };
  const call = { params: { path: { story_id } }, headers: asGuest(), body: form };
  return data(api.POST('/api/stories/{story_id}/rewind', call));
}

/** The way to where a play stands. */
export function readTrail(story_id: string, progress_id: string): Promise<Schema<'Trail'>> {
  const params = { path: { story_id }, query: { progress_id } };
  return data(api.GET('/api/stories/{story_id}/trail', { params, headers: asGuest() }));
}

/** Move a play on to the newest version of its story. */
export function migrate(progress_id: string): Promise<Started> {
  const call = { params: { path: { progress_id } }, headers: asGuest() };
  return data(api.POST('/api/progress/{progress_id}/migrate', call));
}

/** Save the game under a name; one that has it is replaced. */
export function saveGame(story_id: string, game: Progress, slot: string): Promise<Progress> {
  const { progress_id, current_node_id, choices_made } = game;
  const form = { story_id, progress_id, current_node_id, choices_made, slot };
  return data(api.POST('/api/progress/save', { body: form }));
}

/** A copy of a saved game that can be played on; the saved game stays as it is. */
export function copyGame(story_id: string, game: Progress): Promise<Progress> {
  return saveGame(story_id, game, AUTO_SLOT);
}

/** How the reader has timers. */
export async function readTimers(): Promise<Timers> {
  if (session.user === null) return guestTimers();
  return (await data(api.GET('/api/auth/preferences'))).timers;
}

/** Have timers so from now on, in every story; a guest's play hears of it when it is looked at. */
export async function changeTimers(timers: Timers): Promise<void> {
  if (session.user === null) keepGuestTimers(timers);
  else await data(api.PUT('/api/auth/preferences', { body: { timers } }));
}
