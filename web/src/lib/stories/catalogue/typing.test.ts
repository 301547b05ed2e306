import { expect, it } from 'vitest';

import { typing } from './typing';

it('ends the search before, and signs only the page that is typed for', () => {
  const at = (address: string) => typing.signalFor(new URL(address, 'http://here'));
  expect(at('/library?q=s')).toBeUndefined();
  typing.begin('/library?q=s')();
  const first = at('/library?q=s');
  expect(first?.aborted).toBe(false);
  const endFormer = typing.begin('/library?q=sa');
  expect(at('/library?q=s')).toBeUndefined();
  endFormer();
  expect(first?.aborted).toBe(true);
  expect(at('/library?q=sa')?.aborted).toBe(false);
});
