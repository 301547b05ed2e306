/**
 * What the viewer shows: where it stands among the authors' clips, how far the clip is, what holds
 * it. `Viewer.svelte` draws it; the order and the clock are pure (`playing-order`, `play-clock`).
 */
import { untrack } from 'svelte';

import { session } from '$lib/accounts/session.svelte';
import { announce } from '$lib/kit/announce.svelte';
import { api, body } from '$lib/kit/api';
import { serverNow } from '$lib/kit/clock.svelte';
import { asProblem } from '$lib/kit/problems';
import { wrong } from '$lib/kit/toasts.svelte';

import { beginningOf, clipsOf, type Clip } from './clips';
import * as clocks from './play-clock';
import type { Hold, PlayClock } from './play-clock';
import { after, before, neighbour, type Place, type Step } from './playing-order';
import { showingTime } from './reading-time';
import { tellPassed, tellPlayback } from './telling';
import { tray } from './tray.svelte';
import { views } from './views';
import { t } from './words';

/** What became of the clip on the stage. */
export type Fate = 'loading' | 'shown' | 'gone' | 'broken';

/** That something is gone is shown for so long. */
const SAID = 3500;
/** What holds the next clip as it held the one before. */
const LASTING: ReadonlySet<Hold> = new Set(['hidden', 'paused']);
const now = () => performance.now();
const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether the clip's time is over, by the server's clock. */
export const isOver = ({ expires_at }: Clip) =>
  expires_at !== null && Date.parse(expires_at) <= serverNow();

export class Viewing {
  place = $state.raw<Place>({ author: '', index: 0 });
  clock = $state.raw<PlayClock>(clocks.begun(0, ['loading'], 0));
  fate = $state<Fate>('loading');
  authors = $state.raw<readonly string[]>([]);
  #lists = $state.raw<ReadonlyMap<string, readonly Clip[]>>(new Map());
  readonly #ready = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The viewer is closed: what is answered now moves nothing any more. */
  #isClosed = false;
  readonly #leave: () => void;
  /** The clips are of a highlight: they are shown beyond their time. */
  readonly #isHighlight: boolean;

  /** The clips of the author in place. */
  readonly clips = $derived<readonly Clip[]>(this.#lists.get(this.place.author) ?? []);
  /** The clip on the stage; null where the author has none. */
  readonly clip = $derived<Clip | null>(this.clips[this.place.index] ?? null);
  readonly isOwn = $derived(this.clip !== null && this.clip.user_id === session.user?.user_id);
  /** It moves by itself, and so can be stopped: not so a picture for who wants no motion. */
  readonly canPlay = $derived(!isStill() || this.clip?.kind === 'video');
  readonly isPaused = $derived(this.clock.holds.has('paused') || this.clock.holds.has('motion'));
  /** What is kept on the stage, at most three: the clip, what was before it and what comes next. */
  readonly deck = $derived.by<readonly Clip[]>(() => {
    const coming = this.fate === 'loading' ? null : this.#clipAt(this.#step(after));
    return [this.#clipAt(this.#step(before)), this.clip, coming].filter((clip) => clip !== null);
  });

  /** `leave` is called when there is nothing more to show; `isHighlight`: beyond their time. */
  constructor(
    authors: readonly string[],
    author: string,
    clips: readonly Clip[],
    leave: () => void,
    isHighlight = false,
  ) {
    this.#isHighlight = isHighlight;
    this.authors = authors;
    this.#leave = leave;
    this.#lists = new Map([[author, clips]]);
    this.place = { author, index: beginningOf(clips) };
  }

  /** Show the clip of that id, or where the author's clips begin. */
  begin(clip_id: string | null): void {
    const asked = clip_id === null ? -1 : this.clips.findIndex((clip) => clip.id === clip_id);
    const index = asked >= 0 ? asked : this.place.index;
    if (this.clip !== null) this.#stand({ author: this.place.author, index });
  }

  /** Stop for good: the viewer is closed. */
  end(): void {
    clearTimeout(this.#timer);
    this.#isClosed = true;
    this.#told('exit');
  }

  /** Go on, by a tap or a key. */
  next(): void {
    this.#told('forward');
    this.#follow(this.#step(after));
  }

  /** Go back, by a tap or a key. */
  previous(): void {
    const step = this.#step(before);
    this.#told('back');
    if (step === null) this.#stand(this.place);
    else this.#follow(step);
  }

  /** Go to the next author, or the one before. */
  turn(direction: 1 | -1): void {
    const author = neighbour(this.place.author, this.authors, this.#count, direction);
    this.#follow(author === null ? null : { author, enter: 'beginning' });
  }

  /** One more reason to stand still, or one less. */
  hold(reason: Hold, isHeld = true): void {
    // Effects call it, and what it changes is not what they wait for.
    untrack(() => this.#set((isHeld ? clocks.held : clocks.released)(this.clock, reason, now())));
  }

  /** Stop, or go on: the person says so. */
  togglePause(): void {
    if (!this.canPlay) return;
    if (!this.isPaused) return this.hold('paused');
    this.hold('paused', false);
    this.hold('motion', false);
  }

  /** The media of a clip can be shown. */
  isReady(clip_id: string): void {
    this.#ready.add(clip_id);
    if (clip_id === this.clip?.id && this.fate !== 'gone') this.#show(this.clip);
  }

  /** The media of a clip left the stage. */
  isDropped(clip_id: string): void {
    this.#ready.delete(clip_id);
  }

  /** The media of a clip does not load: is the clip gone, or the file broken? */
  async hasFailed(clip_id: string): Promise<void> {
    let isGone = false;
    try {
      await body(api.GET('/stories/item/{clip_id}', { params: { path: { clip_id } } }));
    } catch (failure) {
      isGone = asProblem(failure).status === 404;
    }
    if (clip_id === this.clip?.id) this.#lose(isGone ? 'gone' : 'broken');
  }

  /** The film on the stage tells how far it is, in milliseconds. */
  tells(played: number, duration: number): void {
    if (Number.isFinite(duration) && duration > 0)
      this.clock = clocks.told(this.clock, played, duration, now());
  }

  /** The clip was shown to its end. */
  hasEnded(): void {
    if (this.fate === 'shown') this.#told('completed');
    if (isStill()) this.hold('motion');
    else this.#follow(this.#step(after));
  }

  /** Something about a clip changed. */
  change(clip_id: string, change: Partial<Clip>): void {
    // By now the person may look at another author's.
    for (const [author, clips] of this.#lists)
      if (clips.some(({ id }) => id === clip_id))
        this.#keep(
          author,
          clips.map((clip) => (clip.id === clip_id ? { ...clip, ...change } : clip)),
        );
  }

  /** The clip on the stage is there no more: say so, and go on. */
  isGone(clip_id: string): void {
    if (clip_id === this.clip?.id && this.fate !== 'gone' && !this.#isClosed) this.#lose('gone');
  }

  /** Take the clip on the stage away at once, as its author did. */
  drop(clip_id: string): void {
    const { author, index } = this.place;
    const step = this.#step(after);
    this.#keep(
      author,
      this.clips.filter((clip) => clip.id !== clip_id),
    );
    if (this.clips[index]) this.#stand({ author, index });
    else this.#follow(step !== null && 'enter' in step ? step : null);
  }

  /** Take an author away: muted or blocked. Who looks at their clips goes on to the next. */
  dropAuthor(author: string): void {
    tray.remove(author);
    if (author === this.place.author) {
      const next = neighbour(author, this.authors, this.#count, 1);
      this.#follow(next === null ? null : { author: next, enter: 'beginning' });
    }
    this.authors = this.authors.filter((other) => other !== author);
  }

  /** Read the clips of `author` anew: something came, or events were missed. Throws nothing. */
  async refresh(author: string): Promise<void> {
    if (!this.#lists.has(author) || this.#isHighlight) return;
    const read = await clipsOf(author).catch(() => null);
    const shown = this.clip;
    const known = this.#lists.get(author);
    if (read === null || known === undefined) return;
    const clips = read.map((clip) => withAddressesOf(clip, known));
    if (author !== this.place.author || shown === null) return this.#keep(author, clips);
    const index = clips.findIndex((clip) => clip.id === shown.id);
    if (index < 0) return this.isGone(shown.id);
    this.#keep(author, clips);
    this.place = { author, index };
  }

  readonly #count = (author: string): number | undefined => this.#lists.get(author)?.length;

  #step(direction: typeof after): Step | null {
    return direction(this.place, this.authors, this.#count);
  }

  #clipAt(step: Step | null): Clip | null {
    const clips = step === null ? undefined : this.#lists.get(step.author);
    if (step === null || clips === undefined) return null;
    return clips[indexOf(step, clips)] ?? null;
  }

  async #follow(step: Step | null): Promise<void> {
    const from = this.place;
    this.#pass();
    if (step === null) return this.#leave();
    try {
      await this.#load(step.author);
    } catch (failure) {
      return wrong(failure);
    }
    if (this.place !== from) return;
    const clips = this.#lists.get(step.author) ?? [];
    if (clips.length > 0) return this.#stand({ author: step.author, index: indexOf(step, clips) });
    const isBackward = 'enter' in step && step.enter === 'end';
    await this.#follow(this.#step(isBackward ? before : after));
  }

  /** The clips of an author are here; of who is no longer there, none. Throws a `Problem`. */
  async #load(author: string): Promise<void> {
    if (this.#lists.has(author)) return;
    try {
      this.#keep(author, await clipsOf(author));
    } catch (failure) {
      if (asProblem(failure).status !== 404) throw failure;
      this.#keep(author, []);
    }
  }

  #stand(place: Place): void {
    clearTimeout(this.#timer);
    this.place = place;
    const { clip } = this;
    if (clip === null) return this.#leave();
    const holds: Hold[] = [...this.clock.holds].filter((hold) => LASTING.has(hold));
    if (isStill()) holds.push('motion');
    this.fate = 'loading';
    this.#set(clocks.begun(showingTime(clip), [...holds, 'loading'], now()));
    if (!this.isOwn && !this.#isHighlight && isOver(clip)) return this.#lose('gone');
    if (clip.kind === 'text' || this.#ready.has(clip.id)) this.#show(clip);
    this.#keepNeighbours();
  }

  #show(clip: Clip): void {
    if (this.fate === 'shown') return this.hold('loading', false);
    this.fate = 'shown';
    this.hold('loading', false);
    announce(this.#words(clip));
    if (!this.isOwn && !isOver(clip)) void this.#see(clip);
    void this.#prepare();
  }

  #words(clip: Clip): string {
    const what = clip.text ?? clip.alt_text ?? (clip.kind === 'video' ? t('video') : t('picture'));
    const said = { name: clip.username, number: this.place.index + 1, of: this.clips.length };
    return [t('clip_of', said), what, clip.caption].filter(Boolean).join('. ');
  }

  async #see(clip: Clip): Promise<void> {
    const { author } = this.place;
    if (!(await views.record(clip.id))) return this.isGone(clip.id);
    const clips = this.#lists.get(author);
    const known = clips?.find((other) => other.id === clip.id);
    if (!clips || !known) return;
    // In place, as it is drawn nowhere: a changed copy would stand beside the one that the page holds.
    known.seen = true;
    tray.saw(author, clips);
  }

  #lose(fate: 'gone' | 'broken'): void {
    this.fate = fate;
    announce(fate === 'gone' ? t('gone') : t('broken'));
    const holds = [...this.clock.holds].filter((hold) => hold !== 'loading');
    this.#set(clocks.begun(SAID, holds, now()));
  }

  /** The next author's clips, before they are asked for. */
  async #prepare(): Promise<void> {
    const step = this.#step(after);
    // What fails now is tried again, and told, when it is asked for.
    if (step !== null) await this.#load(step.author).catch(() => null);
  }

  #set(clock: PlayClock): void {
    this.clock = clock;
    clearTimeout(this.#timer);
    // A film ends by itself, when it was played.
    const isFilm = this.clip?.kind === 'video' && this.fate === 'shown';
    if (clocks.isRunning(clock) && !isFilm)
      this.#timer = setTimeout(() => this.hasEnded(), clocks.leftOf(clock, now()));
  }

  #keep(author: string, clips: readonly Clip[]): void {
    this.#lists = new Map(this.#lists).set(author, clips);
  }

  /** Only the authors beside are kept, that memory stays what it is however long one looks. */
  #keepNeighbours(): void {
    const here = this.authors.indexOf(this.place.author);
    const near = new Set([
      this.place.author,
      ...this.authors.slice(Math.max(0, here - 1), here + 2),
    ]);
    this.#lists = new Map(
      [...this.#lists].filter(([author, list]) => near.has(author) || !list[0]),
    );
  }

  /** Going on from a clip that never appeared: it is seen, for all before it are. */
  #pass(): void {
    const { clip, clips, place } = this;
    if (clip === null || this.isOwn || clip.seen || this.fate === 'shown') return;
    if (this.fate === 'gone' || !clips.slice(0, place.index).every((other) => other.seen)) return;
    void tellPassed(clip);
    clip.seen = true;
    tray.saw(place.author, clips);
  }

  /** For the author's insights. */
  #told(event: Parameters<typeof tellPlayback>[1]): void {
    const { clip } = this;
    if (clip === null || this.isOwn || this.fate !== 'shown') return;
    void tellPlayback(clip.id, event);
  }
}

function indexOf(step: Step, clips: readonly Clip[]): number {
  if (!('enter' in step)) return step.index;
  return step.enter === 'beginning' ? beginningOf(clips) : Math.max(0, clips.length - 1);
}

/** The clip as it was read, its files at the addresses that are loaded already. */
function withAddressesOf(clip: Clip, known: readonly Clip[]): Clip {
  const old = known.find((other) => other.id === clip.id);
  if (!old) return clip;
  return { ...clip, media_url: old.media_url, thumbnail_url: old.thumbnail_url };
}
