/** Marks what is spoken in a text that is left as it is (CSS Custom Highlight API). */
import type { Place } from './places';

const NAME = 'spoken';

/** Mark this part of the element's text, in place of what was marked; null: nothing. */
export function mark(element: HTMLElement, place: Place): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(NAME);
  if (place === null) return;
  const range = rangeOf(element, place);
  if (range === null) return;
  CSS.highlights.set(NAME, new Highlight(range));
  bringIntoSight(range);
}

/** The part of the text as a range; null where the text has changed. */
export function rangeOf(element: HTMLElement, [start, end]: NonNullable<Place>): Range | null {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  let hasBegun = false;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (!hasBegun && start < before + length) {
      range.setStart(node, start - before);
      hasBegun = true;
    }
    if (hasBegun && end <= before + length) {
      range.setEnd(node, end - before);
      return range;
    }
    before += length;
  }
  return null;
}

function bringIntoSight(range: Range): void {
  const { top, bottom } = range.getBoundingClientRect();
  const room = innerHeight * 0.2;
  if (top > room / 2 && bottom < innerHeight - room) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: top - innerHeight / 3, behavior: isStill ? 'instant' : 'smooth' });
}
