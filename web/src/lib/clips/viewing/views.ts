/**
 * The views of whoever is signed in, told to the server. One that does not get through waits in the
 * browser, also over a reload, and is told later with others; the server counts each once.
 */
import { session } from '$lib/accounts/session.svelte';
import { api, body } from '$lib/kit/api';
import { connection } from '$lib/kit/connection.svelte';
import { asProblem } from '$lib/kit/problems';
import { storage } from '$lib/kit/storage';

const AT_ONCE = 100;
/** So many wait at most; a clip lives for a day or a few. */
const KEPT = 1000;

class Views {
  #flushing: Promise<void> | null = null;
  /** Being told at this moment. */
  readonly #telling = new Set<string>();

  /** Tell that a clip was seen. False when the clip is there no more. Throws nothing. */
  async record(clip_id: string): Promise<boolean> {
    this.#keep([...this.#waiting(), clip_id]);
    if (connection.isLost) return true;
    this.#telling.add(clip_id);
    try {
      await body(api.POST('/stories/{clip_id}/view', { params: { path: { clip_id } } }));
    } catch (failure) {
      const { status } = asProblem(failure);
      // Only what the server decided is decided; all else is told again later.
      if (status === 404) this.#forget([clip_id]);
      return status !== 404;
    } finally {
      this.#telling.delete(clip_id);
    }
    this.#forget([clip_id]);
    return true;
  }

  /** Tell what waits, if anything does. Throws nothing: what fails goes on waiting. */
  flush(): Promise<void> {
    this.#flushing ??= this.#tell().finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async #tell(): Promise<void> {
    for (;;) {
      const untold = this.#waiting().filter((clip_id) => !this.#telling.has(clip_id));
      const story_ids = untold.slice(0, AT_ONCE);
      if (story_ids.length === 0) return;
      try {
        await body(api.POST('/stories/views', { body: { story_ids } }));
      } catch {
        return;
      }
      this.#forget(story_ids);
    }
  }

  get #key(): string {
    return `emberline.views.${session.user?.user_id ?? ''}`;
  }

  #waiting(): string[] {
    return storage.get(this.#key)?.split(' ').filter(Boolean) ?? [];
  }

  #forget(told: readonly string[]): void {
    this.#keep(this.#waiting().filter((clip_id) => !told.includes(clip_id)));
  }

  #keep(clip_ids: readonly string[]): void {
    const kept = [...new Set(clip_ids)].slice(-KEPT);
    storage.set(this.#key, kept.join(' ') || null);
  }
}

export const views = new Views();
// On whatever page one is: a clip that was seen may be gone before the next one is looked at.
connection.onFound(() => void views.flush());
