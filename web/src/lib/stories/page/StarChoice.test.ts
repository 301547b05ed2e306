import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import StarChoice from './StarChoice.svelte';

describe('choosing stars', () => {
  it('is a group of five radio buttons, each with its number and then its meaning', async () => {
    render(StarChoice, { value: 0 });
    const group = screen.getByRole('radiogroup', { name: 'Your rating' });
    const stars = screen.getAllByRole<HTMLInputElement>('radio');
    expect(stars.map((star) => star.closest('label')?.textContent?.trim())).toEqual([
      '1 star',
      '2 stars',
      '3 stars',
      '4 stars',
      '5 stars',
    ]);
    expect(stars.some((star) => star.checked)).toBe(false);
    await fireEvent.click(screen.getByRole('radio', { name: '4 stars' }));
    expect(stars.map((star) => star.checked)).toEqual([false, false, false, true, false]);
    expect(group.textContent).toContain('Very good');
  });

  it('begins with what was given, and says what is wrong', () => {
    render(StarChoice, { value: 2, problem: 'Choose how many stars.' });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '2 stars' }).checked).toBe(true);
    const group = screen.getByRole('radiogroup');
    expect(group.getAttribute('aria-invalid')).toBe('true');
    const words = document.getElementById(group.getAttribute('aria-describedby') ?? '');
    expect(words?.textContent).toContain('Choose how many stars.');
  });
});
