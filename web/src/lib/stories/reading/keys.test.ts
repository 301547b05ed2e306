import { describe, expect, it } from 'vitest';

import { chosenBy, isTaken, type Press } from './keys';
import type { OfferedChoice } from './shapes';

const choices = ['A', 'Ä', 'C'].map((choice_letter): OfferedChoice => ({
  choice_id: choice_letter,
  choice_text: choice_letter,
  choice_letter,
  available: true,
  locked_text: null,
  timer_seconds: null,
  timer_total_seconds: null,
  roll: null,
}));
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  defaultPrevented: false,
  ...more,
});
const chosen = (key: string, more?: Partial<Press>) =>
  chosenBy(press(key, more), choices)?.choice_id ?? null;

describe('keys', () => {
  it('choose by place, and by the letter of the story', () => {
    expect(['1', '3', 'c', 'C', 'ä'].map((key) => chosen(key))).toEqual(['A', 'C', 'C', 'C', 'Ä']);
  });

  it('choose nothing that is not there, and nothing that is another command', () => {
    expect(['0', '4', 'z', 'Enter', ' '].map((key) => chosen(key))).toEqual(Array(5).fill(null));
    expect(chosen('1', { ctrlKey: true })).toBeNull();
    expect(chosen('1', { repeat: true })).toBeNull();
    expect(chosen('a', { isComposing: true })).toBeNull();
  });

  it('belong to a field that is written in', () => {
    document.body.innerHTML = '<input id="text"><button id="button"></button><select id="list">';
    expect(['text', 'button', 'list'].map((id) => isTaken(document.getElementById(id)))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
