import { describe, expect, it } from 'vitest';

import german from './sentences.words.de';
import english from './sentences.words';
import { byDay } from './days';
import { placeOf } from './places';
import { sentenceOf } from './sentences';

describe('what a notification says', () => {
  it('names who did it, whatever they are called', () => {
    expect(sentenceOf(english, 'clip.replied', 'Ada $& <b>')).toBe(
      'Ada $& <b> replied to your clip',
    );
    expect(sentenceOf(german, 'follow.created', null)).toBe('Jemand folgt dir');
  });

  it('says something of a type that it does not know', () => {
    expect(sentenceOf(english, 'toString', null)).toBe('Something happened');
    expect(placeOf({ type: 'clip.invented', actor: 'a', clip: 'c' })).toBeNull();
  });

  it('leads to where it is to be seen', () => {
    expect(placeOf({ type: 'clip.created', actor: 'a', clip: 'c' })).toBe('/clips/a?clip=c');
    expect(placeOf({ type: 'clip.reacted', actor: 'a', clip: 'c' })).toBe('/my/clips/c');
    expect(placeOf({ type: 'review.created', actor: 'a', story: 's' })).toBe('/story/s');
    expect(placeOf({ type: 'follow.requested', actor: 'a' })).toBe('/people/requests');
    expect(placeOf({ type: 'follow.accepted', actor: 'a' })).toBe('/people/a');
    expect(placeOf({ type: 'moderation.held', story: 's' })).toBe('/my/stories/s');
    expect(placeOf({ type: 'moderation.removed', clip: 'c' })).toBeNull();
  });
});

describe('notifications by day', () => {
  it('stand under the day on which they came, where the reader is', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
    const told = [at(5, 9), at(5, 1), at(4, 23), at(1, 12)].map((created_at) => ({ created_at }));
    const days = byDay(told, new Date(2026, 2, 5, 10).getTime());
    expect(days.map(({ items }) => items.length)).toEqual([2, 1, 1]);
    expect(days.map(({ name }) => name)).toEqual(['Today', 'Yesterday', 'Sunday, March 1']);
  });
});
