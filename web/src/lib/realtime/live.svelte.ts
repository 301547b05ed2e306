/**
 * The one live connection of this page: what happens to the person signed in, as it happens.
 *
 *     $effect(() => live.on('story.reacted', ({ story_id, emoji }) => …));
 *
 * A cut is mended by itself, and what was missed is replayed (`since`). Where that is no longer
 * whole, `sync.lost` is heard: read anew what you show. When the connection was taken over (4001)
 * it stays closed until `resume()`. A line may be dead and not know it (a network was changed, a lid
 * closed): when there is reason to think so, and it has been quiet, it is made anew.
 */
import { api, body } from '$lib/kit/api';
import { connection } from '$lib/kit/connection.svelte';
import { newId } from '$lib/kit/ids';
import { asProblem } from '$lib/kit/problems';
import { windowStorage } from '$lib/kit/storage';

import type { EventName, Events } from './events';

interface Message {
  type: 'hello' | EventName;
  data: unknown;
  timestamp: string;
  id: number;
}

type Hear<E extends EventName> = (data: Events[E], at: string) => void;

/** Waits before connecting again, in milliseconds; the last one repeats. */
const WAITS = [0, 1000, 2000, 5000, 10_000, 30_000];
/** A line that said nothing for so long, in milliseconds, may be dead. */
const QUIET = 25_000;
const REPLACED = 4001;
/** The session is over, or the account suspended: only signing in helps. */
const OVER = new Set([4401, 4403]);

class Live {
  /** `replaced`: another window took over. `off`: nobody is signed in. */
  state = $state<'off' | 'connecting' | 'live' | 'waiting' | 'replaced'>('off');
  readonly #ears = new Map<EventName, Set<Hear<never>>>();
  #socket: WebSocket | null = null;
  #place: { since: number; epoch: string } | null = null;
  #tries = 0;
  /** Raised with each attempt to connect: what the one before it brings is heard by nobody. */
  #attempt = 0;
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over: () => void = () => {};
  #stopListening: () => void = () => {};

  /** Connect for whoever is signed in; `over` is called when the session turns out to be over. */
  start(over: () => void): void {
    this.#over = over;
    if (this.state !== 'off') return;
    addEventListener('online', this.#look);
    addEventListener('visibilitychange', this.#look);
    this.#stopListening = connection.onFound(this.#look);
    void this.#connect();
  }

  /** Close for good, and forget where it stood. */
  stop(): void {
    removeEventListener('online', this.#look);
    removeEventListener('visibilitychange', this.#look);
    this.#stopListening();
    clearTimeout(this.#timer);
    this.state = 'off';
    this.#place = null;
    this.#tries = 0;
    this.#hangUp();
  }

  /** Take the connection back from the window that took it over. */
  resume(): void {
    if (this.state === 'replaced') void this.#connect();
  }

  /** `hear` is called for every such event. Returns how to stop listening. */
  on<E extends EventName>(event: E, hear: Hear<E>): () => void {
    const ears = this.#ears.get(event) ?? new Set();
    this.#ears.set(event, ears);
    ears.add(hear);
    return () => void ears.delete(hear);
  }

  readonly #look = (): void => {
    if (document.visibilityState !== 'visible') return;
    const isDoubtful = this.state === 'live' && Date.now() - this.#heardAt > QUIET;
    if (this.state === 'waiting' || isDoubtful) void this.#connect();
  };

  #hangUp(): void {
    this.#attempt += 1;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timer);
    this.#hangUp();
    const attempt = this.#attempt;
    this.state = 'connecting';
    let ticket: string;
    try {
      ({ ticket } = await body(api.POST('/ws/ticket')));
    } catch (failure) {
      if (attempt === this.#attempt && asProblem(failure).status !== 401) this.#later();
      return;
    }
    if (attempt !== this.#attempt) return;
    const socket = new WebSocket(this.#address(ticket));
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) this.#take(JSON.parse(String(data)) as Message);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#closed(code);
    };
  }

  #address(ticket: string): string {
    const query = new URLSearchParams({ ticket, client: device() });
    if (this.#place) {
      query.set('since', String(this.#place.since));
      query.set('epoch', this.#place.epoch);
    }
    return `${location.origin.replace(/^http/, 'ws')}/ws?${query}`;
  }

  #take(message: Message): void {
    this.#heardAt = Date.now();
    if (message.type === 'hello') {
      const { epoch } = message.data as { epoch: string };
      this.#place = { since: message.id, epoch };
      this.#tries = 0;
      this.state = 'live';
      return;
    }
    if (this.#place) this.#place.since = message.id;
    const ears = this.#ears.get(message.type) ?? [];
    for (const hear of ears)
      (hear as (data: unknown, at: string) => void)(message.data, message.timestamp);
  }

  #closed(code: number): void {
    this.#socket = null;
    if (this.state === 'off') return;
    if (code === REPLACED) this.state = 'replaced';
    else if (OVER.has(code)) {
      this.stop();
      this.#over();
    } else this.#later();
  }

  #later(): void {
    this.state = 'waiting';
    const wait = WAITS[Math.min(this.#tries, WAITS.length - 1)] ?? 0;
    this.#tries += 1;
    // Spread, for after a restart everybody comes back at once.
    this.#timer = setTimeout(() => void this.#connect(), wait * (0.75 + Math.random() / 2));
  }
}

/** The name of this window among the person's devices. */
function device(): string {
  const known = windowStorage.get('emberline.device');
  if (known !== null) return known;
  const made = newId();
  windowStorage.set('emberline.device', made);
  return made;
}

export const live = new Live();
