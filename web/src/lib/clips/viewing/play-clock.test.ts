import { describe, expect, it } from 'vitest';

import { begun, held, isRunning, leftOf, playedOf, released, told } from './play-clock';

describe('the clock of a clip', () => {
  it('runs only when its media is ready, and only then', () => {
    const waiting = begun(5000, ['loading'], 0);
    expect(isRunning(waiting)).toBe(false);
    expect(playedOf(waiting, 9000)).toBe(0);
    const ready = released(waiting, 'loading', 9000);
    expect(playedOf(ready, 9500)).toBe(500);
    expect(leftOf(ready, 9500)).toBe(4500);
  });

  it('stands still while anything holds it, and goes on where it stood when the last lets go', () => {
    let clock = begun(5000, [], 0);
    clock = held(clock, 'pointer', 1000);
    clock = held(clock, 'hidden', 1500);
    clock = released(clock, 'pointer', 3000);
    expect(isRunning(clock)).toBe(false);
    expect(playedOf(clock, 4000)).toBe(1000);
    clock = released(clock, 'hidden', 4000);
    expect(playedOf(clock, 4250)).toBe(1250);
  });

  it('counts a reason once, however often it is given, and forgets it at once', () => {
    let clock = begun(5000, [], 0);
    clock = held(held(clock, 'writing:reply', 100), 'writing:reply', 200);
    expect(held(clock, 'writing:reply', 300)).toBe(clock);
    clock = released(clock, 'writing:reply', 400);
    expect(isRunning(clock)).toBe(true);
    expect(released(clock, 'writing:reply', 500)).toBe(clock);
  });

  it('waits for the words in one field when another is left', () => {
    let clock = held(held(begun(5000, [], 0), 'writing:reply', 100), 'writing:question', 200);
    clock = released(clock, 'writing:question', 300);
    expect(isRunning(clock)).toBe(false);
  });

  it('never shows more than all of it', () => {
    const clock = begun(5000, [], 0);
    expect(playedOf(clock, 60_000)).toBe(5000);
    expect(leftOf(clock, 60_000)).toBe(0);
  });

  it('is not turned back by an instant before the one that it knows', () => {
    const clock = held(begun(5000, [], 1000), 'menu', 2000);
    expect(playedOf(released(clock, 'menu', 1500), 1200)).toBe(1000);
  });

  it('believes a film that tells how far it is, whether it runs or stands', () => {
    const clock = told(begun(1, [], 0), 2000, 8000, 2100);
    expect(playedOf(clock, 2600)).toBe(2500);
    expect(leftOf(clock, 2600)).toBe(5500);
    const stopped = told(held(clock, 'paused', 2600), 2400, 8000, 2700);
    expect(playedOf(stopped, 9000)).toBe(2400);
  });
});
