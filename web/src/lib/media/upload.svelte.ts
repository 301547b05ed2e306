/**
 * One file on its way to the server, in pieces (tus 1.0): what has arrived stays, whatever breaks.
 *
 *     const upload = new Upload(file, place, (changed) => keep(changed));
 *     upload.start();          // again after a reload, with the place that was kept
 *     upload.state, upload.percent, upload.mediaId
 *
 * While the server is away it waits and goes on by itself, for as long as that takes.
 */
import { Upload as Tus, type DetailedError, type HttpResponse } from 'tus-js-client';

import { session } from '$lib/accounts/session.svelte';
import { api, body, type Schema } from '$lib/kit/api';
import { connection } from '$lib/kit/connection.svelte';
import { newId } from '$lib/kit/ids';
import { asProblem, Problem } from '$lib/kit/problems';

import { t } from './words';

/** Where an upload stands: enough to go on with it on another day. */
export interface UploadPlace {
  /** Makes the beginning safe to repeat: one upload, however often it is asked for. */
  readonly key: string;
  /** The address that the bytes go to, once there is one. */
  readonly address: string | null;
  /** What the whole file has become. */
  readonly mediaId: string | null;
}

export type UploadState =
  'waiting' | 'sending' | 'checking' | 'processing' | 'ready' | 'failed' | 'stopped';

/** A piece; a cut costs at most so much. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** Waits before trying again, in milliseconds; the last one repeats. */
const WAITS = [500, 1000, 2000, 5000, 10_000];
/** How often to ask how far a video is. */
const ASK_EVERY = 1500;
/** Refusals that are over in a moment. */
const PASSING = new Set([408, 409, 423, 425, 429]);
/** Refusals of an address that leads nowhere any more. */
const GONE = new Set([404, 410]);

/** The place of an upload that has not begun. */
export function newPlace(): UploadPlace {
  return { key: newId(), address: null, mediaId: null };
}

export class Upload {
  state = $state<UploadState>('sending');
  /** Bytes that have been sent. */
  sent = $state(0);
  problem = $state.raw<Problem | null>(null);
  /** The stored file, once the server has told of it. */
  media = $state.raw<Schema<'Media'> | null>(null);
  readonly total: number;
  readonly #file: File;
  readonly #keep: (place: UploadPlace) => void;
  #place = $state.raw<UploadPlace>(newPlace());
  #tus: Tus | null = null;
  #tries = 0;
  #token: string | null = null;
  #begunAnew = false;
  #isOver = false;
  readonly #waiting = new Set<(isWhole: boolean) => void>();

  constructor(file: File, place: UploadPlace, keep: (place: UploadPlace) => void) {
    this.#file = file;
    this.#place = place;
    this.#keep = keep;
    this.total = file.size;
    if (place.mediaId !== null) this.sent = file.size;
  }

  /** Whole percents of the bytes. */
  get percent(): number {
    return Math.floor((this.sent / this.total) * 100);
  }

  /** What `POST /stories` takes; null until the file is whole. */
  get mediaId(): string | null {
    return this.#place.mediaId;
  }

  /** Begin, or go on from where it stands. */
  start(): void {
    this.problem = null;
    this.#isOver = false;
    if (this.#place.mediaId === null) this.#send();
    else void this.#follow(this.#place.mediaId);
  }

  /** True once the file is whole on the server; false when it will not be. */
  whenWhole(): Promise<boolean> {
    if (this.mediaId !== null) return Promise.resolve(this.state !== 'failed');
    if (this.state === 'failed' || this.#isOver) return Promise.resolve(false);
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  /** Stop sending; what has arrived stays on the server. */
  pause(): void {
    this.#isOver = true;
    void this.#tus?.abort();
    this.#tell(false);
  }

  /** Give it up, and what has arrived too. */
  async cancel(): Promise<void> {
    this.pause();
    // What the server could not take, it has dropped already.
    const isDropped = this.problem?.status === 400;
    this.state = 'stopped';
    if (isDropped) return;
    const { mediaId, address } = this.#place;
    // What is left behind goes by itself after a day: nobody need hear of a failure here.
    const left = { params: { path: { media_id: mediaId ?? '' } } };
    if (mediaId !== null) await api.DELETE('/media/{media_id}', left).catch(() => null);
    else if (address !== null) await Tus.terminate(address, this.#options()).catch(() => null);
  }

  #send(): void {
    this.state = this.#tries === 0 ? 'sending' : 'waiting';
    this.#tus = new Tus(this.#file, this.#options());
    this.#tus.start();
  }

  #options(): ConstructorParameters<typeof Tus>[1] {
    return {
      // Where an address is known, only its being gone is a reason for another one.
      endpoint: this.#place.address === null ? '/media/tus' : null,
      uploadUrl: this.#place.address,
      chunkSize: PIECE_BYTES,
      metadata: { filename: this.#file.name },
      // Both are done here: where it stands is kept in the draft, and it comes again without end.
      storeFingerprintForResuming: false,
      retryDelays: null,
      onBeforeRequest: async (request) => {
        this.#token = await session.token();
        if (this.#token !== null) request.setHeader('Authorization', `Bearer ${this.#token}`);
        if (request.getMethod() === 'POST') request.setHeader('Idempotency-Key', this.#place.key);
      },
      onUploadUrlAvailable: () => this.#move({ address: this.#tus?.url ?? null }),
      onProgress: (sent) => this.#progress(sent),
      onSuccess: ({ lastResponse }) => this.#arrived(lastResponse),
      onError: (error) => void this.#broke(error),
    };
  }

  #progress(sent: number): void {
    this.sent = sent;
    if (sent === 0) return;
    this.#tries = 0;
    this.state = sent < this.total ? 'sending' : 'checking';
  }

  #arrived(answer: HttpResponse): void {
    this.#tries = 0;
    const mediaId = answer.getHeader('Media-Id');
    if (mediaId === undefined || mediaId === null) {
      void this.#broke(new Error(t('failed')));
      return;
    }
    this.#move({ mediaId });
    this.#tell(true);
    void this.#follow(mediaId);
  }

  async #broke(error: Error | DetailedError): Promise<void> {
    if (this.#isOver) return;
    const answer = 'originalResponse' in error ? error.originalResponse : null;
    const status = answer?.getStatus() ?? 0;
    if (GONE.has(status) && !this.#begunAnew) {
      this.#beginAnew();
    } else if (status === 401 && this.#token !== null) {
      // The session is over for good: whoever signs in again goes on from here.
      if ((await session.renewed(this.#token)) === null) this.pause();
      else this.#send();
    } else if (status >= 400 && status < 500 && !PASSING.has(status)) {
      this.state = 'failed';
      this.problem = problemIn(answer, status);
      this.#tell(false);
    } else {
      await this.#wait();
    }
  }

  async #wait(): Promise<void> {
    this.state = 'waiting';
    const wait = WAITS[Math.min(this.#tries, WAITS.length - 1)] ?? 0;
    this.#tries += 1;
    await connection.pause(wait);
    if (!this.#isOver) this.#send();
  }

  #beginAnew(): void {
    this.#begunAnew = true;
    this.#place = newPlace();
    this.#keep(this.#place);
    this.sent = 0;
    this.#send();
  }

  /** Ask how far the stored file is, until it can be shown. */
  async #follow(mediaId: string): Promise<void> {
    this.state = 'checking';
    while (!this.#isOver) {
      try {
        const media = await body(
          api.GET('/media/{media_id}', { params: { path: { media_id: mediaId } } }),
        );
        this.media = media;
        this.state = media.status;
        if (media.status === 'failed')
          this.problem = new Problem(400, { message: media.failure_reason ?? t('failed') });
        if (media.status !== 'processing') return;
      } catch (failure) {
        const problem = asProblem(failure);
        if (problem.status === 404) return this.#beginAnew();
        this.state = 'waiting';
      }
      await connection.pause(ASK_EVERY);
    }
  }

  #tell(isWhole: boolean): void {
    for (const resolve of this.#waiting) resolve(isWhole);
    this.#waiting.clear();
  }

  #move(change: Partial<UploadPlace>): void {
    this.#place = { ...this.#place, ...change };
    this.#keep(this.#place);
  }
}

/** The refusal in the words of the server. */
function problemIn(answer: HttpResponse | null, status: number): Problem {
  let told: unknown = null;
  try {
    told = JSON.parse(answer?.getBody() ?? '');
  } catch {
    // No problem document: the status says enough.
  }
  const known = typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {};
  return new Problem(status, { message: t('failed'), ...known });
}
