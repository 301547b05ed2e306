/**
 * A narration that is heard: where it is, how fast, when it stops by itself. The place in it is kept
 * on this device, for every narration, until the account leaves it.
 */
import { announce } from '$lib/kit/announce.svelte';
import { LISTENING } from '$lib/kit/device';
import { asProblem } from '$lib/kit/problems';
import { storage } from '$lib/kit/storage';

import { playable, readGeneration, type Generation } from './calls';
import { cuesOf, spokenAt, type Chapter, type Cue } from './captions';
import { t } from './words';

/** `chapter`: at the end of the scene; a number: after so many minutes. */
export type Sleep = 'off' | 'chapter' | number;

export const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;
export const SLEEPS = [15, 30, 45, 60] as const;

const SPEED = 'emberline.listening-speed';
/** So many narrations' places are kept. */
const MOST = 20;
/** A sentence that was heard for so many seconds begins anew, before the one before it. */
const BEGUN = 2;

export class Narration {
  readonly chapters: readonly Chapter[];
  readonly cues: readonly Cue[];
  isPlaying = $state(false);
  /** Seconds from the beginning. */
  time = $state(0);
  /** The sentence that is spoken; -1 before the first. */
  spoken = $state(-1);
  speed = $state(1);
  sleep = $state<Sleep>('off');
  problem = $state<string | null>(null);
  readonly total: number;
  readonly #audio = new Audio();
  #generation: Generation;
  /** It stops here, in seconds: the end of a scene that is read along. */
  #until: number | null = null;
  #frame = 0;
  #sleepTimer: ReturnType<typeof setTimeout> | undefined;
  #isMended = false;

  constructor(generation: Generation, chapters: readonly Chapter[]) {
    this.#generation = generation;
    this.chapters = chapters;
    this.cues = cuesOf(chapters);
    this.total = this.cues.at(-1)?.end ?? 0;
    this.#audio.preload = 'none';
    this.#load();
    this.#listen();
    const speed = Number(storage.get(SPEED));
    this.hurry(SPEEDS.find((each) => each === speed) ?? 1);
    this.time = places()[generation.id] ?? 0;
    this.spoken = spokenAt(this.cues, this.time);
    this.#audio.currentTime = this.time;
  }

  /** The scene that is told. */
  get chapter(): Chapter | null {
    const cue = this.cues[Math.max(0, this.spoken)];
    return this.chapters.find(({ cues }) => cue !== undefined && cues.includes(cue)) ?? null;
  }

  async play(): Promise<void> {
    this.problem = null;
    try {
      await this.#audio.play();
    } catch (failure) {
      // A pause that came first is no failure.
      if (failure instanceof DOMException && failure.name === 'AbortError') return;
      this.problem ??= t('lost');
    }
  }

  pause(): void {
    this.#audio.pause();
  }

  /** Go to a sentence. `until`: the scene's last one, where it is to stop. */
  seek(cue: Cue, until: Cue | null = null): void {
    this.#until = until?.end ?? null;
    this.#audio.currentTime = cue.start;
    this.#look();
  }

  /** To the beginning of this sentence, or of another one. */
  step(by: -1 | 1): void {
    const isBegun = this.time - (this.cues[this.spoken]?.start ?? 0) > BEGUN;
    const to = this.spoken + (by === -1 && isBegun ? 0 : by);
    const cue = this.cues[Math.max(0, Math.min(this.cues.length - 1, to))];
    if (cue !== undefined) this.seek(cue, this.#until === null ? null : this.#cueAtEnd());
  }

  /** The speed, from now on and for other narrations. */
  hurry(speed: number): void {
    this.speed = speed;
    this.#audio.playbackRate = speed;
    this.#audio.defaultPlaybackRate = speed;
    storage.set(SPEED, String(speed));
  }

  /** Stop by itself, or not. */
  rest(sleep: Sleep): void {
    this.sleep = sleep;
    clearTimeout(this.#sleepTimer);
    if (typeof sleep === 'number')
      this.#sleepTimer = setTimeout(() => this.#fallAsleep(), sleep * 60_000);
  }

  /** Nobody listens any more. */
  close(): void {
    this.#keep();
    clearTimeout(this.#sleepTimer);
    cancelAnimationFrame(this.#frame);
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
  }

  #cueAtEnd(): Cue | null {
    return this.cues.find(({ end }) => end === this.#until) ?? null;
  }

  #load(): void {
    const file = playable(this.#generation, this.#audio);
    if (file === null) this.problem = t('cannot_play');
    else this.#audio.src = file.url;
  }

  #listen(): void {
    const audio = this.#audio;
    audio.addEventListener('play', () => {
      this.isPlaying = true;
      this.#follow();
    });
    audio.addEventListener('pause', () => {
      this.isPlaying = false;
      cancelAnimationFrame(this.#frame);
      this.#keep();
    });
    audio.addEventListener('seeked', () => this.#look());
    audio.addEventListener('error', () => void this.#mend());
  }

  /** Addresses are good for some hours: a fresh one, once, from where it stood. */
  async #mend(): Promise<void> {
    if (!this.#audio.hasAttribute('src')) return;
    if (this.#isMended) {
      this.problem = t('lost');
      return;
    }
    this.#isMended = true;
    const { time, isPlaying } = this;
    try {
      this.#generation = await readGeneration(this.#generation.id);
      this.#load();
      this.#audio.currentTime = time;
      this.hurry(this.speed);
      if (isPlaying) await this.play();
    } catch (failure) {
      this.problem = asProblem(failure).message;
    }
  }

  #follow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#look();
      if (this.isPlaying) this.#follow();
    });
  }

  #look(): void {
    const before = this.chapter;
    this.time = this.#audio.currentTime;
    this.spoken = spokenAt(this.cues, this.time);
    if (this.#until !== null && this.time >= this.#until - 0.02) {
      this.#until = null;
      this.pause();
    } else if (this.sleep === 'chapter' && this.isPlaying && this.chapter !== before)
      this.#fallAsleep();
  }

  #fallAsleep(): void {
    this.sleep = 'off';
    this.pause();
    announce(t('slept'));
  }

  #keep(): void {
    const kept = Object.entries(places()).filter(([id]) => id !== this.#generation.id);
    const all = [...kept, [this.#generation.id, this.time] as const].slice(-MOST);
    storage.set(LISTENING, JSON.stringify(Object.fromEntries(all)));
  }
}

function places(): Record<string, number> {
  try {
    return JSON.parse(storage.get(LISTENING) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}
