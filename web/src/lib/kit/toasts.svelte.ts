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
let last = 0;

class Toasts {
  shown = $state<readonly Toast[]>([]);

  /** Show a note, and say it. */
  add(text: string, tone: Toast['tone'] = 'plain', action?: Toast['action']): void {
    const toast: Toast = { id: ++last, text, tone, ...(action ? { action } : {}) };
    this.shown = [...this.shown.slice(-2), toast];
    announce(text);
    setTimeout(() => this.close(toast.id), action ? STAYS * 1.5 : STAYS);
  }

  close(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();

/** Say that something was done. */
export const done = (text: string): void => toasts.add(text, 'done');
/** Say what went wrong, in the words of the problem. */
export const wrong = (error: unknown): void => toasts.add(asProblem(error).message, 'wrong');
