/** The room that stickers take on a card, as far as it must be known before they are drawn. */
import type { Sticker } from './clips';

/** Heights in rem: of a line with a border, of what a poll and a question have besides. */
const LINE = 3.25;
const POLL = 4;
const QUESTION = 7.5;

/** Half the height of a sticker, about, in rem. */
export function halfOf(sticker: Pick<Sticker, 'type' | 'options'>): number {
  if (sticker.type === 'poll') return (POLL + LINE * (sticker.options?.length ?? 0)) / 2;
  return (sticker.type === 'question' ? QUESTION : LINE) / 2;
}

/** The sticker that reaches nearest to the middle, from above or from below it. */
export function nearest(
  stickers: readonly Sticker[],
  side: 'above' | 'below',
): { y: number; half: number } | null {
  const there = stickers
    .filter(({ y }) => (side === 'above' ? y < 0.5 : y >= 0.5))
    .sort((one, other) => (side === 'above' ? other.y - one.y : one.y - other.y))[0];
  return there ? { y: there.y, half: halfOf(there) } : null;
}
