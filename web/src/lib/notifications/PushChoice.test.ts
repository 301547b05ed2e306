import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import PushChoice from './PushChoice.svelte';

vi.mock('./push.svelte', () => ({
  push: {
    state: 'off',
    look: () => Promise.resolve(),
    begin: () => Promise.reject(new Error('refused')),
  },
}));

it('goes back where the device could not be told', async () => {
  render(PushChoice);
  const choice = screen.getByRole<HTMLInputElement>('switch');
  await fireEvent.click(choice);
  await waitFor(() => expect(choice.disabled).toBe(false));
  expect(choice.checked).toBe(false);
});
