/** Keys that choose. */
import type { OfferedChoice } from './shapes';

/** What a pressed key tells of itself. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat' | 'defaultPrevented'
>;

/**
 * The choice that a key stands for: 1 to 9 by its place, or the letter that the story gave it. Null
 * for any other key, and for one that belongs to something else.
 */
export function chosenBy(press: Press, choices: readonly OfferedChoice[]): OfferedChoice | null {
  const { key, ctrlKey, metaKey, altKey, isComposing, repeat, defaultPrevented } = press;
  if (ctrlKey || metaKey || altKey || isComposing || repeat || defaultPrevented) return null;
  if (/^[1-9]$/.test(key)) return choices[Number(key) - 1] ?? null;
  if (!/^\p{L}$/u.test(key)) return null;
  const letter = key.toUpperCase();
  return choices.find((choice) => choice.choice_letter.toUpperCase() === letter) ?? null;
}

/** Whether keys pressed here are text, or work something else than the page. */
export function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, dialog, ' +
        '[contenteditable], [role="menu"]',
    ) !== null
  );
}
