/**
 * A play as it is read: where it stands, what led there, and the moves of the reader.
 *
 * The answer to a move is all that its page needs. While the server is away a move is made again, and
 * counts once: it names the turn that it belongs to.
 */
import { connection } from '$lib/kit/connection.svelte';
import { asProblem, type Problem } from '$lib/kit/problems';
import { wrong } from '$lib/kit/toasts.svelte';

import * as calls from './calls';
import { keepPage, type KeptPage } from './kept';
import { watchConnection } from './losses.svelte';
import {
  currentOf,
  outcomeOf,
  standingOf,
  type Answer,
  type OfferedChoice,
  type Outcome,
  type Standing,
  type Started,
  type Story,
  type Turn,
} from './shapes';
import type { Move } from './trail';

/** How long to wait before a move is made again, after the calls' own tries, in milliseconds. */
const PATIENCE = 4000;

export class Play {
  readonly story: Story;
  standing: Standing = $state.raw()!;
  outcome: Outcome = $state.raw()!;
  /** Counts the pages that were turned: a new number is a new page. */
  page = $state(0);
  /** What is asked of the server: a choice's id, `answer`, `back`, … ; null: nothing. */
  busy = $state<string | null>(null);
  /** The server does not answer, and the move waits for it. */
  isWaiting = $state(false);
  /** A wrong answer was given to the puzzle of this page; how many. */
  wrongAnswers = $state(0);
  /** What had to change when the play moved to another version. */
  notes = $state.raw<readonly string[]>([]);
  /** The page that the newest version does not have. */
  stuckAt = $state<number | null>(null);
  /** The moves that stand; null while nobody asked. */
  moves = $state.raw<readonly Move[] | null>(null);
  /** So many of the first moves cannot be taken back. */
  fixedMoves = $state(0);
  /** When the page was served, by `performance.now()`: from there its timers run. */
  servedAt = $state(performance.now());
  #isOver = false;

  constructor(story: Story, begun: Started | KeptPage) {
    this.story = story;
    if ('standing' in begun) {
      this.standing = begun.standing;
      this.outcome = begun.outcome;
      this.moves = begun.moves;
    } else {
      this.standing = standingOf(begun);
      this.outcome = begun.lapsed
        ? outcomeOf('lapsed', null, begun.lapsed)
        : outcomeOf('begun', null, begun);
      this.moves = begun.state.turn === 0 ? [] : null;
      this.notes = begun.notes;
      this.#keep();
    }
  }

  /** Nobody reads any more: what waits for the server is given up. */
  leave(): void {
    this.#isOver = true;
  }

  /** Take a choice. */
  async choose(choice: OfferedChoice): Promise<void> {
    const { choice_id, choice_text } = choice;
    if (!choice.available) return;
    const made = await this.#ask(choice_id, () =>
      calls.choose(this.story.story_id, this.standing, choice_id),
    );
    if (made === null) return;
    const outcome = made.roll === null ? null : made.roll.success ? 'success' : 'failure';
    this.#go(made, 'chosen', { choice_id, choice_text, outcome });
  }

  /** Answer the puzzle. Throws the `Problem` of an answer that is none. */
  async answer(answer: Answer): Promise<void> {
    const made = await this.#ask('answer', () =>
      calls.answerPuzzle(this.story.story_id, this.standing, answer),
    );
    if (made === null) return;
    const outcome = made.correct === false ? 'failure' : 'success';
    const how = outcome === 'success' ? 'solved' : 'unsolved';
    this.#go(made, how, { choice_id: null, choice_text: null, outcome });
  }

  /** Take so many moves back. */
  async rewind(steps: number): Promise<void> {
    const back = await this.#ask('back', () =>
      calls.rewind(this.story.story_id, this.standing, steps),
    );
    if (back === null) return;
    this.moves = this.moves?.slice(0, -steps) ?? null;
    this.#turnTo(back, 'back');
  }

  /** Go on with another play of the story, or begin a new one. */
  async open(opening: calls.Opening): Promise<void> {
    const begun = await this.#ask('open', () => calls.start(this.story.story_id, opening));
    if (begun === null) return;
    this.moves = begun.state.turn === 0 ? [] : null;
    this.fixedMoves = 0;
    this.#turnTo(begun, 'begun');
  }

  /**
   * Move on to the newest version of the story; `notes` say what had to change. False where that
   * cannot be from this page (`stuckAt`), or the server refuses it otherwise.
   */
  async migrate(): Promise<boolean> {
    const moved = await this.#ask('migrate', () => calls.migrate(this.standing.progressId));
    if (moved === null) return false;
    this.notes = moved.notes;
    this.moves = null;
    this.#turnTo(moved, 'begun');
    return true;
  }

  /** Ask where the play stands: time may have decided, or another device, or timers are others now. */
  async look(): Promise<void> {
    const opening = { progress: this.standing.progressId };
    const told = await this.#ask('look', () => calls.start(this.story.story_id, opening));
    if (told === null) return;
    const { state, scene } = this.standing;
    if (told.lapsed) this.#elsewhere(told.lapsed, 'lapsed');
    else if (told.state.turn === state.turn && told.node.node_id === scene.node_id)
      this.#stay(told);
    else this.#elsewhere(told, 'elsewhere');
  }

  /** Read the moves that stand. */
  async readMoves(): Promise<void> {
    try {
      const { progressId } = this.standing;
      const trail = await calls.readTrail(this.story.story_id, progressId);
      if (progressId !== this.standing.progressId) return;
      this.moves = trail.moves;
      this.fixedMoves = trail.fixed;
    } catch (failure) {
      wrong(failure);
    }
  }

  /** Ask, again while nobody answers. Null: it went another way, and that is shown. */
  async #ask<T extends Started | Turn>(what: string, call: () => Promise<T>): Promise<T | null> {
    if (this.busy !== null) return null;
    this.busy = what;
    const watch = watchConnection();
    try {
      for (;;) {
        const answered = await this.#tried(call, watch.wasLost);
        if (answered !== 'later') return answered;
        this.isWaiting = true;
        await connection.pause(PATIENCE);
        if (this.#isOver) return null;
      }
    } finally {
      watch.stop();
      this.busy = null;
      this.isWaiting = false;
    }
  }

  async #tried<T extends Started | Turn>(
    call: () => Promise<T>,
    wasLost: () => boolean,
  ): Promise<T | null | 'later'> {
    try {
      return await call();
    } catch (failure) {
      const problem = asProblem(failure);
      if (problem.code === 'offline') return 'later';
      this.#refused(problem, wasLost());
      return null;
    }
  }

  #refused(problem: Problem, wasLost: boolean): void {
    const current = problem.status === 409 ? currentOf(problem.body) : null;
    if (current === null) {
      // The new version has no such page: that is said beside the offer, which stands.
      if (problem.status === 409 && this.busy === 'migrate') this.stuckAt = this.page;
      else wrong(problem);
      return;
    }
    const isHere = current.state.turn === this.standing.state.turn;
    if (problem.body['reason'] === 'lapsed') this.#elsewhere(current, 'lapsed');
    else if (isHere) this.#elsewhere(current, 'begun');
    else this.#elsewhere(current, wasLost ? 'arrived' : 'elsewhere');
  }

  #go(turn: Turn, how: Outcome['how'], by: Omit<Move, 'node_id' | 'node_title'>): void {
    const { node_id, node_title } = this.standing.scene;
    if (this.moves !== null) this.moves = [...this.moves, { node_id, node_title, ...by }];
    const stays = turn.correct === false && turn.next_node.node_id === node_id;
    if (stays) {
      this.wrongAnswers += 1;
      this.#stay(turn);
    } else this.#turnTo(turn, how, by.choice_text);
  }

  /** The same page, as it is now. */
  #stay(told: Started | Turn): void {
    this.standing = standingOf(told);
    this.servedAt = performance.now();
    this.#keep();
  }

  #elsewhere(told: Started | Turn, how: Outcome['how']): void {
    this.moves = null;
    this.#turnTo(told, how);
  }

  #turnTo(told: Started | Turn, how: Outcome['how'], choice: string | null = null): void {
    const isOfThisPlay = told.progress_id === this.standing.progressId;
    const before = isOfThisPlay && how !== 'begun' ? this.standing.state : null;
    this.outcome = outcomeOf(how, before, told, choice);
    this.standing = standingOf(told);
    this.servedAt = performance.now();
    this.wrongAnswers = 0;
    this.page += 1;
    this.#keep();
  }

  #keep(): void {
    const { story, standing, outcome, moves } = this;
    void keepPage({
      storyId: story.story_id,
      story,
      standing,
      outcome,
      moves,
      keptAt: Date.now(),
    });
  }
}
