/** What the reader's page works with: shapes of the wire, and what is made of them. */
import type { Schema } from '$lib/kit/api';

export type Story = Schema<'Story'>;
export type Started = Schema<'StartedPlay'>;
export type Turn = Schema<'PlayedTurn'>;
export type Scene = Schema<'PlayedNode'>;
export type OfferedChoice = Schema<'PlayedChoice'>;
export type Question = Schema<'PlayedPuzzle'>;
export type State = Schema<'PlayState'>;
export type Roll = Schema<'PlayedRoll'>;
export type Unlocked = Schema<'Unlocked'>;
export type Value = State['stats'][string];
/** An answer to a puzzle: a text, a number, parts in order, or pairs. */
export type Answer = Schema<'AnswerPuzzle'>['answer'];

/** Where a play stands. */
export interface Standing {
  readonly scene: Scene;
  readonly progressId: string;
  readonly state: State;
  readonly ending: Schema<'PlayedEnding'> | null;
  /** A version that came out since; null where there is none. */
  readonly newerVersion: number | null;
  /** Whom the reader may still choose to be; empty once the play has moved. */
  readonly protagonists: readonly Schema<'PlayedRole'>[];
  /** Who the reader is; null where nobody chooses. */
  readonly protagonist: string | null;
}

/** A stat or a thing that is not what it was. */
export interface Difference {
  readonly kind: 'stat' | 'item';
  readonly name: string;
  /** Null: it was not there. A thing's is its count. */
  readonly before: Value | null;
  readonly after: Value | null;
}

/** What led to the page that is shown. */
export interface Outcome {
  /** `elsewhere`: on another device. `arrived`: a choice whose answer was lost on the way. */
  readonly how:
    'begun' | 'chosen' | 'solved' | 'unsolved' | 'lapsed' | 'elsewhere' | 'arrived' | 'back';
  /** The words of the choice. */
  readonly choice: string | null;
  readonly consequences: string;
  readonly roll: Roll | null;
  readonly differences: readonly Difference[];
  readonly unlocked: readonly Unlocked[];
}

/** The standing that an answer tells of. */
export function standingOf(told: Started | Turn): Standing {
  return {
    scene: 'next_node' in told ? told.next_node : told.node,
    progressId: told.progress_id,
    state: told.state,
    ending: told.ending,
    newerVersion: told.newer_version,
    protagonists: 'next_node' in told ? [] : told.protagonists,
    protagonist: 'next_node' in told ? null : told.protagonist,
  };
}

/** What a conflict says of where the play truly stands; null where it says nothing of it. */
export function currentOf(conflict: Readonly<Record<string, unknown>>): Started | Turn | null {
  const current = conflict['current'];
  if (typeof current !== 'object' || current === null) return null;
  return 'next_node' in current || 'node' in current ? (current as Started | Turn) : null;
}

/** What happened, with what it changed of the stats and things of `before`. */
export function outcomeOf(
  how: Outcome['how'],
  before: State | null,
  told: Started | Turn,
  choice: string | null = null,
): Outcome {
  const turn = 'next_node' in told ? told : null;
  return {
    how,
    choice,
    consequences: turn?.consequences ?? '',
    roll: turn?.roll ?? null,
    differences: before === null ? [] : differences(before, told.state),
    unlocked: turn?.unlocked ?? [],
  };
}

/** What is different in `after`: the stats in their order, then the things. */
export function differences(before: State, after: State): Difference[] {
  const stats = changed('stat', Object.entries(before.stats), Object.entries(after.stats));
  return [...stats, ...changed('item', counts(before), counts(after))];
}

function counts(state: State): [string, number][] {
  const byName = new Map<string, number>();
  for (const { name, count } of state.inventory) byName.set(name, (byName.get(name) ?? 0) + count);
  return [...byName];
}

function changed(
  kind: Difference['kind'],
  before: readonly [string, Value][],
  after: readonly [string, Value][],
): Difference[] {
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ kind, name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((each) => each.before !== each.after);
}
