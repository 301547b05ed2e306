/** What keys do on the stage, unless they are meant for what has the focus. */

export interface Keyed {
  next: () => void;
  previous: () => void;
  pause: () => void;
  mute: () => void;
  reply: () => void;
  close: () => void;
}

const WRITTEN_IN = 'input, textarea, select, [contenteditable]';
const PRESSED = 'a, button, summary';

/** Hears the keys of the window, and calls what they mean. */
export function stageKeys(keyed: Keyed): (event: KeyboardEvent) => void {
  return (event) => {
    // A dialog may have lost the focus to the page: the keys are its own all the same.
    if (document.querySelector('dialog[open]') !== null) return;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[role="menu"]') || target?.matches(WRITTEN_IN)) return;
    const act = actOf(event, keyed, target?.closest(PRESSED) != null);
    if (act === null) return;
    event.preventDefault();
    act();
  };
}

function actOf(event: KeyboardEvent, keyed: Keyed, isOnButton: boolean): (() => void) | null {
  const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
  if (event.key === forward) return keyed.next;
  if (event.key === back) return keyed.previous;
  if (event.key === 'Escape') return keyed.close;
  // Held down, these would be done over and over.
  if (event.repeat) return null;
  if (event.key === ' ') return isOnButton ? null : keyed.pause;
  if (event.key === 'm' || event.key === 'M') return keyed.mute;
  if (event.key === 'r' || event.key === 'R') return keyed.reply;
  return null;
}
