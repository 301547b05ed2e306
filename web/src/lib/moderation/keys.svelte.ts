/** The single keys of the queue. */
import { storage } from '$lib/kit/storage';

import type { Decision } from './queue.svelte';

export type Meaning = 'next' | 'previous' | 'evidence' | Decision;

const KEYS: Readonly<Record<string, Meaning>> = {
  j: 'next',
  k: 'previous',
  e: 'evidence',
  h: 'hold',
  d: 'dismiss',
  r: 'remove',
  s: 'suspend',
};

const OFF = 'emberline.moderation-keys-off';

/** Whether single keys do anything: who dictates, or types by accident, switches them off. */
class Keys {
  #isOn = $state(storage.get(OFF) === null);

  get on(): boolean {
    return this.#isOn;
  }

  set on(isOn: boolean) {
    this.#isOn = isOn;
    storage.set(OFF, isOn ? null : '1');
  }
}

export const keys = new Keys();

/** What a key means; null while they are off, while somebody writes, and where the browser or the system is meant. */
export function keyMeans(event: KeyboardEvent): Meaning | null {
  if (!keys.on || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  const at = event.target;
  const writes =
    at instanceof HTMLElement &&
    (at.isContentEditable ||
      at.matches('textarea, select, input:not([type=checkbox], [type=radio])'));
  return writes || document.querySelector('dialog[open]') ? null : (KEYS[event.key] ?? null);
}
