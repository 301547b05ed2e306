import { describe, expect, it, vi } from 'vitest';

import { hostOf } from './hosts';
import { stageKeys } from './keys';

function keyed() {
  const acts = {
    next: vi.fn(),
    previous: vi.fn(),
    pause: vi.fn(),
    mute: vi.fn(),
    reply: vi.fn(),
    close: vi.fn(),
  };
  const hear = stageKeys(acts);
  const press = (key: string, on: Element = document.body, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    on.addEventListener('keydown', (told) => hear(told as KeyboardEvent), { once: true });
    on.dispatchEvent(event);
  };
  return { ...acts, press };
}

describe('the keys of the stage', () => {
  it('each do what is promised', () => {
    const { press, ...acts } = keyed();
    for (const key of ['ArrowRight', 'ArrowLeft', ' ', 'm', 'r', 'Escape']) press(key);
    for (const act of Object.values(acts)) expect(act).toHaveBeenCalledOnce();
  });

  it('are left to whatever has the focus and needs them', () => {
    const { press, pause, next, mute } = keyed();
    const field = document.body.appendChild(document.createElement('input'));
    const button = document.body.appendChild(document.createElement('button'));
    press('m', field);
    press('ArrowRight', field);
    press(' ', button);
    press('m', document.body, { ctrlKey: true });
    expect([pause, next, mute].map((act) => act.mock.calls.length)).toEqual([0, 0, 0]);
    press('ArrowRight', button);
    expect(next).toHaveBeenCalledOnce();
  });

  it('are those of an open dialog, even where it has not the focus', () => {
    const { press, close } = keyed();
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.open = true;
    press('Escape');
    expect(close).not.toHaveBeenCalled();
    dialog.remove();
    press('Escape');
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('what stands beside a clip', () => {
  it('names the host of an https link, and follows no other', () => {
    expect(hostOf('https://www.example.org/soup?x=1')).toBe('example.org');
    expect(hostOf('javascript:alert(1)')).toBeNull();
    expect(hostOf('http://example.org')).toBeNull();
    expect(hostOf(undefined)).toBeNull();
  });
});
