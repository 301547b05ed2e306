import { describe, expect, it } from 'vitest';

import { clipName } from './names';
import { movedTo } from './order';
import { untilLook } from './own-clips.svelte';
import { viewsByHour } from './series';

const hour = (number: number) => new Date(Date.UTC(2026, 2, 1, number)).toISOString();

describe('the order of a list', () => {
  it('changes by one entry that stands elsewhere', () => {
    expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(movedTo(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  });

  it('is the very same where nothing moves', () => {
    const list = ['a', 'b'];
    for (const to of [-1, 0, 2]) expect(movedTo(list, 0, to)).toBe(list);
  });
});

describe('views over time', () => {
  it('have the hours in which nobody came', () => {
    const bars = viewsByHour([
      { at: hour(8), views: 2 },
      { at: hour(11), views: 1 },
    ]);
    expect(bars.map((bar) => bar.value)).toEqual([2, 0, 0, 1]);
    expect(viewsByHour([])).toEqual([]);
  });

  it('lose none when a week becomes fewer bars', () => {
    const counted = [0, 30, 100, 167].map((number) => ({ at: hour(number), views: 1 }));
    const bars = viewsByHour(counted);
    expect(bars.length).toBeLessThanOrEqual(48);
    expect(bars.reduce((sum, bar) => sum + bar.value, 0)).toBe(4);
    expect(new Set(bars.map((bar) => bar.name)).size).toBe(bars.length);
  });
});

describe('the name of a clip', () => {
  const clip = { kind: 'image', text: null, caption: null, alt_text: null } as const;

  it('is its words, on one line and shortened between letters', () => {
    expect(clipName({ ...clip, caption: 'Last\n light' })).toBe('Last light');
    expect([...clipName({ ...clip, text: '👩‍🚀'.repeat(60) })]).toHaveLength(80);
    expect(clipName(clip)).toBe('A photo');
    expect(clipName({ ...clip, kind: 'video' })).toBe('A video');
  });
});

describe('a list of own clips', () => {
  const now = Date.UTC(2026, 2, 1, 12);
  const seconds = (count: number) => new Date(now + count * 1000).toISOString();

  it('is read anew just after a clip has ended or come out, and every minute', () => {
    const ending = { created_at: seconds(-60), expires_at: seconds(20) };
    const coming = { created_at: seconds(5), expires_at: seconds(3600) };
    const draft = { created_at: seconds(-60), expires_at: null };
    expect(untilLook([ending, draft], now)).toBe(21_000);
    expect(untilLook([ending, coming], now)).toBe(6_000);
    expect(untilLook([draft, { created_at: seconds(-9), expires_at: seconds(-3) }], now)).toBe(
      60_000,
    );
    expect(untilLook([], now)).toBe(60_000);
  });
});
