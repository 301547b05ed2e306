import { afterEach, describe, expect, it } from 'vitest';

import { Problem } from '$lib/kit/problems';

import { Submission } from './submission.svelte';

const wrong = (...details: { field: string; message: string }[]) =>
  new Problem(400, { title: 'Validation error', message: 'Correct it.', details });

function submit(sending: Submission, work: () => Promise<void>): Promise<boolean> {
  document.body.innerHTML = '<form><input id="one"><input id="two" aria-invalid="true"></form>';
  const form = document.querySelector('form') as HTMLFormElement;
  return new Promise((resolve) => {
    form.addEventListener('submit', (event) => void sending.run(event, work).then(resolve));
    form.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  });
}

describe('a form on its way', () => {
  afterEach(() => (document.body.innerHTML = ''));

  it('shows what is wrong with a field beside it, and puts the focus there', async () => {
    const sending = new Submission();
    sending.of('email');
    const isSent = await submit(sending, () =>
      Promise.reject(wrong({ field: 'email', message: 'send an address' })),
    );
    expect(isSent).toBe(false);
    expect(sending.of('email')).toBe('Send an address');
    expect(sending.rest).toBeNull();
    expect(document.activeElement?.id).toBe('two');
  });

  it('says the rest in one sentence, and forgets it with the next try', async () => {
    const sending = new Submission();
    await submit(sending, () => Promise.reject(wrong({ field: 'invite', message: 'it is used' })));
    expect(sending.rest).toBe('Correct it.');
    expect(await submit(sending, () => Promise.resolve())).toBe(true);
    expect(sending.rest).toBeNull();
  });

  it('is sent once, however often it is asked to', async () => {
    const sending = new Submission();
    let count = 0;
    const work = async () => void (count += 1);
    await Promise.all([submit(sending, work), submit(sending, work)]);
    expect(count).toBe(1);
  });
});
