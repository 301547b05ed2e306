/** Short notes at the edge of the page: said once, gone by themselves, perhaps with a way back. */
import { announce } from './announce.svelte';
import { asProblem } from './problems';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'done' | 'wrong';
  /** What can be done about it: a label and what it does. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

const STAYS = 7000;
const MOST = 3;
let last = 0;

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  /** The last one of the page before this one. */
  #former = 0;
  #isHeld = false;

  /** Show a note, and say it. */
  add(text: string, tone: Toast['tone'] = 'plain', action?: Toast['action']): void {
    const toast: Toast = { id: ++last, text, tone, ...(action ? { action } : {}) };
    this.#makeRoom();
    this.shown = [...this.shown, toast];
    announce(text);
    if (!this.#isHeld) this.#await(toast);
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
    if (this.shown.length === 0) this.#isHeld = false;
  }

  /** While somebody is at them none goes; afterwards each stays as long as a new one. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    for (const toast of this.shown)
      if (isHeld) clearTimeout(this.#timers.get(toast.id));
      else this.#await(toast);
  }

  /** Another page stands here: what was said on the one before comes along, and no further. */
  turnPage(): void {
    for (const { id } of this.shown) if (id <= this.#former) this.close(id);
    this.#former = last;
  }

  /** Take all away: somebody else may come. */
  clear(): void {
    for (const { id } of this.shown) this.close(id);
  }

  /** The oldest without a way back goes first. */
  #makeRoom(): void {
    if (this.shown.length < MOST) return;
    const going = this.shown.find(({ action }) => !action) ?? this.shown[0];
    if (going) this.close(going.id);
  }

  #await({ id, action }: Toast): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.close(id), action ? STAYS * 1.5 : STAYS),
    );
  }
}

export const toasts = new Toasts();

/** Say that something was done. */
export const done = (text: string): void => toasts.add(text, 'done');
/** Say what went wrong, in the words of the problem. */
export const wrong = (error: unknown): void => toasts.add(asProblem(error).message, 'wrong');
