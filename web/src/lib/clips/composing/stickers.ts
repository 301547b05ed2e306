/** Stickers while they are laid: where they lie, how keys move them, what is still missing. */
import { newId } from '$lib/kit/ids';

import { MOST, type DraftSticker, type PostSticker } from './draft';

export type StickerType = PostSticker['type'];
export const STICKER_TYPES = ['poll', 'question', 'mention', 'link', 'story'] as const;

/** Where a sticker's middle lies: 0 is left and top, 1 right and bottom. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A step by the arrow keys, and a big one with Shift. */
const STEP = 0.02;
const BIG_STEP = 0.1;
/** So near the side a middle may lie, and so near the upper and lower edge: as the viewer has it. */
const SIDES = { poll: 0.36, question: 0.34, mention: 0.25, link: 0.25, story: 0.25 } as const;
const EDGES = 0.15;

/** The place, kept on the card with all of the sticker; to three places behind the point. */
export function within(type: StickerType, { x, y }: Place): Place {
  const bounded = (value: number, margin: number) =>
    Math.round(Math.min(1 - margin, Math.max(margin, value)) * 1000) / 1000;
  return { x: bounded(x, SIDES[type]), y: bounded(y, EDGES) };
}

/** Where a key moves it, or null for a key that moves nothing. */
export function moved(
  { type, x, y }: Place & { readonly type: StickerType },
  key: string,
  isBig: boolean,
): Place | null {
  const step = isBig ? BIG_STEP : STEP;
  switch (key) {
    case 'ArrowLeft':
      return within(type, { x: x - step, y });
    case 'ArrowRight':
      return within(type, { x: x + step, y });
    case 'ArrowUp':
      return within(type, { x, y: y - step });
    case 'ArrowDown':
      return within(type, { x, y: y + step });
    default:
      return null;
  }
}

/** How high a sticker is, as a part of the card: what asks has room for its answers. */
const HEIGHTS = { poll: 0.3, question: 0.18, mention: 0.09, link: 0.09, story: 0.09 } as const;
/** Where a sticker is tried first: below the words, then above them. */
const TRIED = [0.78, 0.66, 0.54, 0.42, 0.3, 0.18, 0.84];

/** A place for the next sticker: where no other lies, or in the middle where all is full. */
export function freePlace(
  type: StickerType,
  others: readonly (Place & { readonly type: StickerType })[],
): Place {
  const isFree = (y: number) =>
    others.every((other) => Math.abs(other.y - y) > (HEIGHTS[type] + HEIGHTS[other.type]) / 2);
  return { x: 0.5, y: TRIED.find(isFree) ?? 0.5 };
}

/** What a new sticker of this type begins with. */
export function newSticker(
  type: 'poll' | 'question' | 'link',
  others: readonly DraftSticker[],
): DraftSticker {
  const base = { key: newId(), ...freePlace(type, others) };
  if (type === 'poll') return { ...base, type, question: '', options: ['', ''] };
  if (type === 'question') return { ...base, type, prompt: '' };
  return { ...base, type, url: '' };
}

/** What is missing before the sticker can be posted, as the field's name; null when nothing is. */
export function missing(sticker: PostSticker): 'question' | 'options' | 'prompt' | 'url' | null {
  switch (sticker.type) {
    case 'poll':
      if (!isFilled(sticker.question, MOST.question)) return 'question';
      return areOptions(sticker.options) ? null : 'options';
    case 'question':
      return isFilled(sticker.prompt, MOST.question) ? null : 'prompt';
    case 'link':
      return isAddress(sticker.url) ? null : 'url';
    default:
      return null;
  }
}

/** The address as it is sent: `example.org/soup` means https. */
export function asAddress(typed: string): string {
  const bare = typed.trim();
  return bare === '' || /^[a-z][a-z+.-]*:/i.test(bare) ? bare : `https://${bare}`;
}

function isFilled(words: string, most: number): boolean {
  return words.trim() !== '' && words.trim().length <= most;
}

function areOptions(options: readonly string[]): boolean {
  const said = options.map((option) => option.trim().toLocaleLowerCase());
  return said.length >= 2 && said.every(Boolean) && new Set(said).size === said.length;
}

function isAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  return protocol === 'https:' && hostname.includes('.') && username === '';
}
