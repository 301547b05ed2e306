/**
 * The clip that is being composed: written, kept on the device, uploaded, and posted exactly once.
 */
import { api, body, type Schema } from '$lib/kit/api';
import { connection } from '$lib/kit/connection.svelte';
import { newId } from '$lib/kit/ids';
import { asProblem, type Problem } from '$lib/kit/problems';
import { kindOf, refusal } from '$lib/media/files';
import { newPlace, Upload, type UploadPlace } from '$lib/media/upload.svelte';

import { blankDraft, isBlank, postOf, type Draft } from './draft';
import { forgetDraft, keepDraft, keepFile, keptDraft } from './draft-store';

type Clip = Schema<'Clip'>;

/** Within so many milliseconds a change is kept, however fast more of them follow. */
const PAUSE = 250;
const IN_FLIGHT = 1500;

export class Composer {
  draft = $state<Draft>(blankDraft());
  upload = $state.raw<Upload | null>(null);
  /** An address of the file on this device, to look at. */
  picture = $state<string | null>(null);
  /** When what stands here was found again; null when it was begun now. */
  foundFrom = $state<number | null>(null);
  /** The browser keeps nothing: what is written would be lost with the page. */
  isForgetful = $state(false);
  /** When it was kept last, by the device's clock; 0 for never. */
  keptAt = $state(0);
  /** Nothing stands here that is not kept. */
  isKept = $state(true);
  isPosting = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** Why the last file that was chosen is not taken. */
  fileProblem = $state<string | null>(null);
  /** The same words were posted before, but for what changed since. */
  wasPosted = $state(false);
  readonly #account: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(account: string) {
    this.#account = account;
  }

  /** Find what was kept, and go on with its upload. */
  async open(): Promise<void> {
    const kept = await keptDraft(this.#account).catch(() => {
      this.isForgetful = true;
      return null;
    });
    if (kept === null || isBlank(kept.draft)) return;
    this.draft = { ...blankDraft(), ...kept.draft };
    this.foundFrom = this.keptAt = kept.draft.keptAt;
    if (kept.file && kept.draft.media) this.#begin(kept.file, kept.draft.media.place);
  }

  /** Something changed: keep it in a moment. */
  changed(): void {
    if (this.#isOver) return;
    this.isKept = false;
    this.#timer ??= setTimeout(() => void this.keep(), PAUSE);
  }

  /** Keep it now. */
  async keep(): Promise<void> {
    this.#calm();
    if (this.#isOver) return;
    if (!isBlank(this.draft) || this.keptAt > 0) {
      // Not in the draft itself: that would be a change of it, to be kept in turn.
      this.keptAt = Date.now();
      const kept = { ...$state.snapshot(this.draft), keptAt: this.keptAt };
      await this.#kept(keepDraft(this.#account, kept));
    }
    // What changed meanwhile waits for its own turn.
    this.isKept = this.#timer === undefined;
  }

  /** Take a photo or video, in place of the one before. */
  async take(file: File): Promise<void> {
    this.fileProblem = refusal(file);
    const kind = kindOf(file);
    if (this.fileProblem !== null || kind === null) return;
    this.#dropFile();
    const place = newPlace();
    this.draft.media = { name: file.name, kind, place };
    // All of it at once, before anything is waited for: the next file may come at any moment.
    this.#begin(file, place);
    await this.#kept(keepFile(this.#account, file));
    await this.keep();
  }

  /** Take the file away again. */
  async removeFile(): Promise<void> {
    this.#dropFile();
    this.draft.altText = '';
    await this.#kept(keepFile(this.#account, null));
    await this.keep();
  }

  /** Throw away all of it, on the device and what was uploaded. */
  async discard(): Promise<void> {
    this.#calm();
    this.#dropFile();
    this.draft = blankDraft();
    this.foundFrom = null;
    this.keptAt = 0;
    this.problem = null;
    this.wasPosted = false;
    await this.#kept(forgetDraft(this.#account));
  }

  /**
   * Post it, at once, at its time, or as a draft on the server. Null where it was refused: `problem`
   * says why. However often it is asked for, one clip comes of it.
   */
  async post(mode: 'publish' | 'draft'): Promise<Clip | null> {
    this.problem = null;
    this.wasPosted = false;
    this.isPosting = true;
    // What is still on its way is waited for: nobody need sit and watch it.
    const { upload } = this;
    if (upload && !(await upload.whenWhole())) {
      this.problem = upload.problem;
      this.isPosting = false;
      return null;
    }
    const form = postOf(this.draft, mode);
    const written = JSON.stringify(form);
    const isRepeat = this.draft.sent === written;
    try {
      // Kept before it is sent: after a crash it is known that it may have been posted.
      this.draft.sent ??= written;
      await this.keep();
      const clip = await this.#send(form, isRepeat);
      await this.#finish();
      return clip;
    } catch (failure) {
      this.#refused(asProblem(failure), written);
      return null;
    } finally {
      this.isPosting = false;
    }
  }

  /** After `wasPosted`: what stands here now is to be another clip. */
  asAnother(): void {
    this.draft.key = newId();
    this.draft.sent = null;
    this.wasPosted = false;
    this.changed();
  }

  /** The page is left: keep what there is, and stop sending. What has arrived stays. */
  close(): void {
    void this.keep();
    this.upload?.pause();
    if (this.picture !== null) URL.revokeObjectURL(this.picture);
    this.picture = null;
  }

  async #send(form: ReturnType<typeof postOf>, isRepeat: boolean): Promise<Clip> {
    const params = { header: { 'Idempotency-Key': this.draft.key } };
    try {
      return await body(api.POST('/stories', { params, body: form }));
    } catch (failure) {
      // The first try is still at work: its answer is ours.
      if (!isRepeat || asProblem(failure).of('Idempotency-Key') === null) throw failure;
      await connection.pause(IN_FLIGHT);
      return await body(api.POST('/stories', { params, body: form }));
    }
  }

  #refused(problem: Problem, written: string): void {
    if (problem.of('Idempotency-Key') !== null) {
      this.wasPosted = true;
    } else {
      this.problem = problem;
      // A refusal is an answer: nothing was posted, and the key is free for other words.
      if (problem.status >= 400 && problem.status < 500 && this.draft.sent === written)
        this.draft.sent = null;
    }
    this.changed();
  }

  async #finish(): Promise<void> {
    this.#calm();
    this.#isOver = true;
    this.upload?.pause();
    await this.#kept(forgetDraft(this.#account));
  }

  #calm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #begin(file: File, place: UploadPlace): void {
    this.picture = URL.createObjectURL(file);
    const upload = new Upload(file, place, (moved) => {
      // A last answer to an upload that was given up says nothing about the file that came after.
      if (this.upload !== upload || !this.draft.media) return;
      this.draft.media = { ...this.draft.media, place: moved };
      void this.keep();
    });
    this.upload = upload;
    upload.start();
  }

  #dropFile(): void {
    this.problem = null;
    void this.upload?.cancel();
    this.upload = null;
    if (this.picture !== null) URL.revokeObjectURL(this.picture);
    this.picture = null;
    this.draft.media = null;
  }

  async #kept(keeping: Promise<void>): Promise<void> {
    try {
      await keeping;
    } catch {
      this.isForgetful = true;
    }
  }
}
