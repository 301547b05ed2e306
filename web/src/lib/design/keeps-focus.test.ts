import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';

import { giveFocusBack, keepsFocus } from './keeps-focus';

const ROW = (name: string) =>
  `<li><a href="/${name}">${name}</a><div hidden><button>${name} hidden</button></div>
   <button>${name} remove</button></li>`;

const focused = () => document.activeElement?.textContent;
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((found) => found.textContent === name);
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a list that keeps the focus', () => {
  let list: HTMLElement;
  let leave: () => void;

  beforeEach(() => {
    document.body.innerHTML = `<main><h1>Page</h1><section><h2>People</h2>
      <ul>${['Ada', 'Bo', 'Cy'].map(ROW).join('')}</ul></section></main>`;
    list = document.querySelector('ul') as HTMLElement;
    leave = keepsFocus(list);
  });

  async function remove(name: string) {
    button(`${name} remove`)?.focus();
    button(`${name} remove`)?.closest('li')?.remove();
    await settled();
  }

  it('hands it to what stands there now, then to what comes before, then to the heading', async () => {
    await remove('Bo');
    expect(focused()).toBe('Cy remove');
    await remove('Cy');
    expect(focused()).toBe('Ada remove');
    await remove('Ada');
    expect(focused()).toBe('People');
  });

  it('hands it to the heading when the list goes with its last row', async () => {
    button('Ada remove')?.focus();
    list.remove();
    leave();
    await tick();
    expect(focused()).toBe('People');
  });

  it('hands it further up when the section goes too', async () => {
    button('Ada remove')?.focus();
    document.querySelector('section')?.remove();
    leave();
    await tick();
    expect(focused()).toBe('Page');
  });

  it('hands it to what took the place of a button', async () => {
    const asked = button('Bo remove');
    asked?.focus();
    asked?.insertAdjacentHTML('afterend', '<button>Sure</button>');
    asked?.remove();
    await settled();
    expect(focused()).toBe('Sure');
  });

  it('leaves it where somebody else took it, and to a page that is another', async () => {
    button('Ada remove')?.focus();
    button('Cy remove')?.focus();
    button('Ada remove')?.closest('li')?.remove();
    await settled();
    expect(focused()).toBe('Cy remove');
    button('Cy remove')?.blur();
    await settled();
    button('Cy remove')?.closest('li')?.remove();
    await settled();
    expect(document.activeElement).toBe(document.body);
    document.body.innerHTML = '<main><h1>Elsewhere</h1></main>';
    leave();
    await tick();
    expect(document.activeElement).toBe(document.body);
  });

  it('gives it back after a dialog in which the row was deleted', async () => {
    const asked = button('Bo remove') as HTMLButtonElement;
    asked.focus();
    document.body.insertAdjacentHTML('beforeend', '<dialog open><button>Yes</button></dialog>');
    button('Yes')?.focus();
    asked.closest('li')?.remove();
    await settled();
    expect(focused()).toBe('Yes');
    document.querySelector('dialog')?.remove();
    giveFocusBack(asked);
    expect(focused()).toBe('Cy remove');
  });
});
