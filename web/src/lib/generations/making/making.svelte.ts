/** What is made of stories, as it is made. */
import { untrack } from 'svelte';

import { api, body } from '$lib/kit/api';
import { asProblem, Problem } from '$lib/kit/problems';
import { live } from '$lib/realtime/live.svelte';

import { readGeneration, type Generation } from '../listening/calls';

export type Kind = 'audio' | 'epub' | 'html' | 'pdf';

/** The kinds, in the order in which they are offered. */
export const KINDS: readonly Kind[] = ['audio', 'epub', 'html', 'pdf'];

/** A generation with how much longer it takes, in seconds; null while nobody knows. */
export type Made = Generation & { readonly eta: number | null };

/** Whether it is not over. */
export const isLive = ({ status }: Pick<Generation, 'status'>): boolean =>
  status === 'pending' || status === 'in_progress';

/** Whether `kind` is one that the app knows. */
export function isKind(kind: string): kind is Kind {
  return KINDS.some((known) => known === kind);
}

/** One generation, fresh from the server. Throws a `Problem`. */
export async function readMade(id: string): Promise<Made> {
  return { ...(await readGeneration(id)), eta: null };
}

/** Generations that are followed: progress as it is told, results as soon as they are there. */
export class Making {
  items = $state.raw<readonly Made[]>([]);
  /** Called with each one that ends while it is followed. */
  onfinished: (generation: Made) => void = () => {};

  constructor(first: readonly Made[]) {
    this.items = first;
  }

  /** Listen until stopped. Returns how to. */
  follow(): () => void {
    const stops = [
      live.on('generation.progress', (told) => {
        this.#put(told.id, (known) => ({
          ...known,
          status: told.status,
          progress: told.progress,
          eta: told.eta_seconds,
        }));
      }),
      live.on('generation.finished', ({ id }) => void this.#finished(id)),
      live.on('sync.lost', () => void this.#readLive()),
    ];
    // What happened between the read of the page and the first word heard. Whoever follows does not
    // begin anew with each thing that is read.
    untrack(() => void this.#readLive());
    return () => stops.forEach((stop) => stop());
  }

  /** Stop one. Throws a `Problem`. */
  async cancel(id: string): Promise<void> {
    const path = { generation_id: id };
    await this.#unlessMoved(() =>
      body(api.POST('/api/story-generations/{generation_id}/cancel', { params: { path } })),
    );
    await this.read(id);
  }

  /** Try a failed one again. Throws a `Problem`. */
  async retry(id: string): Promise<void> {
    const path = { generation_id: id };
    await this.#unlessMoved(() =>
      body(api.POST('/api/story-generations/{generation_id}/retry', { params: { path } })),
    );
    await this.read(id);
  }

  /** Delete one that is over, with its files. Throws a `Problem`. */
  async remove(id: string): Promise<void> {
    const path = { generation_id: id };
    await body(api.DELETE('/api/story-generations/{generation_id}', { params: { path } }));
    this.items = this.items.filter((known) => known.id !== id);
  }

  /** Read one anew; one that is new stands first. Throws a `Problem`. */
  async read(id: string): Promise<void> {
    const now = await readMade(id);
    if (this.items.some((known) => known.id === id)) this.#put(id, () => now);
    else this.items = [now, ...this.items];
  }

  /** It may have ended between the look and the click: then what it is now is the answer. */
  async #unlessMoved(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 409) throw failure;
    }
  }

  async #finished(id: string): Promise<void> {
    if (!this.items.some((known) => known.id === id)) return;
    await this.#reread(id);
    const made = this.items.find((known) => known.id === id);
    if (made) this.onfinished(made);
  }

  async #readLive(): Promise<void> {
    const under = this.items.filter(isLive);
    await Promise.all(under.map(({ id }) => this.#reread(id)));
  }

  async #reread(id: string): Promise<void> {
    try {
      await this.read(id);
    } catch (failure) {
      // Deleted elsewhere. While the server is away the frame says so, and comes back by itself.
      if (asProblem(failure).status === 404)
        this.items = this.items.filter((known) => known.id !== id);
    }
  }

  #put(id: string, change: (known: Made) => Made): void {
    this.items = this.items.map((known) => (known.id === id ? change(known) : known));
  }
}
