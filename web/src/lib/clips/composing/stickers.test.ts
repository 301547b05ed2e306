import { describe, expect, it } from 'vitest';

import type { DraftSticker } from './draft';
import { asAddress, freePlace, missing, moved, newSticker, within } from './stickers';

const link = { type: 'link', x: 0.5, y: 0.5 } as const;

describe('a sticker', () => {
  it('is moved by arrow keys, with Shift by more', () => {
    expect(moved(link, 'ArrowLeft', false)).toEqual({ x: 0.48, y: 0.5 });
    expect(moved(link, 'ArrowDown', true)).toEqual({ x: 0.5, y: 0.6 });
    expect(moved(link, 'Tab', false)).toBeNull();
  });

  it('stays on the card with all of it', () => {
    expect(within('link', { x: -3, y: 7 })).toEqual({ x: 0.25, y: 0.85 });
    expect(within('poll', { x: 0.9, y: 0.5 })).toEqual({ x: 0.64, y: 0.5 });
    expect(moved({ ...link, y: 0.15 }, 'ArrowUp', true)).toEqual({ x: 0.5, y: 0.15 });
  });

  it('is laid where no other lies', () => {
    const laid: DraftSticker[] = [];
    for (const type of ['poll', 'link', 'question'] as const) laid.push(newSticker(type, laid));
    const places = laid.map((sticker) => sticker.y);
    expect(new Set(places).size).toBe(3);
    expect(Math.abs((places[0] ?? 0) - (places[1] ?? 0))).toBeGreaterThan(0.19);
    expect(freePlace('story', laid).x).toBe(0.5);
  });

  it('says what is still missing', () => {
    const poll = { ...link, type: 'poll', question: '', options: ['', ''] } as const;
    expect(missing({ ...poll, options: [] })).toBe('question');
    expect(missing({ ...poll, question: 'Soup?', options: ['Yes', 'YES'] })).toBe('options');
    expect(missing({ ...poll, question: 'Soup?', options: ['Yes', 'No'] })).toBeNull();
    for (const url of ['', 'soup', 'http://example.org', 'https://localhost', 'https://a@b.org'])
      expect(missing({ ...link, url }), url).toBe('url');
    expect(missing({ ...link, url: asAddress('example.org/soup') })).toBeNull();
    expect(asAddress('mailto:ben@example.org')).toBe('mailto:ben@example.org');
  });
});
