import { describe, expect, it } from 'vitest';

import { blankDraft, isBlank, postOf, type Draft } from './draft';
import { faultsIn, faultsOf } from './faults';
import { Problem } from '$lib/kit/problems';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const draft = (changes: Partial<Draft>): Draft => ({ ...blankDraft(), ...changes });
const poll = { key: 'p', type: 'poll', x: 0.5, y: 0.5, question: 'Soup?' } as const;

describe('a draft', () => {
  it('is blank until something is written or chosen', () => {
    expect(isBlank(blankDraft())).toBe(true);
    expect(isBlank(draft({ text: '  \n' }))).toBe(true);
    expect(isBlank(draft({ text: 'Hello' }))).toBe(false);
    expect(isBlank(draft({ stickers: [{ ...poll, options: ['Yes', 'No'] }] }))).toBe(false);
  });

  it('is posted without what only shows it', () => {
    const mention = {
      key: 'm',
      name: 'Ben',
      type: 'mention',
      x: 0.5,
      y: 0.5,
      user_id: 'u',
    } as const;
    const body = postOf(draft({ text: ' Hello ', stickers: [mention] }), 'publish');
    expect(body.text).toBe('Hello');
    expect(body.stickers).toEqual([{ type: 'mention', x: 0.5, y: 0.5, user_id: 'u' }]);
  });

  it('names people only where they are the audience', () => {
    const ben = { user_id: 'u', username: 'ben', display_name: 'Ben', avatar_url: null };
    expect(postOf(draft({ people: [ben] }), 'publish').audience_user_ids).toEqual([]);
    const chosen = draft({ people: [ben], visibility: 'CUSTOM' });
    expect(postOf(chosen, 'publish').audience_user_ids).toEqual(['u']);
  });

  it('is sent with its instant, and saved for later without', () => {
    const later = draft({ text: 'x', publishAt: '2026-03-02T08:00' });
    const instant = new Date('2026-03-02T08:00').toISOString();
    expect(postOf(later, 'publish')).toMatchObject({ draft: false, publish_at: instant });
    expect(postOf(later, 'draft')).toMatchObject({ draft: true, publish_at: null });
  });

  it('tells what is missing at the field where it is missing', () => {
    const faults = faultsOf(
      draft({
        visibility: 'CUSTOM',
        maxViews: 1.5,
        publishAt: '2026-02-01T08:00',
        stickers: [{ ...poll, options: ['Yes', 'yes '] }],
      }),
      'publish',
      NOW,
    );
    const places = ['text', 'p.options', 'audience_user_ids', 'max_views', 'publish_at'];
    expect([...faults.keys()]).toEqual(places);
    expect(faultsOf(draft({ text: 'Hello' }), 'publish', NOW).size).toBe(0);
  });

  it('may not be scheduled beyond thirty days', () => {
    const at = (publishAt: string) => faultsOf(draft({ text: 'x', publishAt }), 'publish', NOW);
    expect(at('2026-03-30T08:00').size).toBe(0);
    expect(at('2026-04-02T08:00').has('publish_at')).toBe(true);
  });

  it('takes the words of the server to the sticker that they are about', () => {
    const details = [
      { field: 'stickers.0.link.url', message: 'Send a whole address.' },
      { field: 'caption', message: 'Too long.' },
    ];
    const link = { key: 'l', type: 'link', x: 0.5, y: 0.5, url: 'https://example.org' } as const;
    const faults = faultsIn(new Problem(400, { details }), draft({ stickers: [link] }));
    expect([...faults]).toEqual([
      ['l.url', 'Send a whole address.'],
      ['caption', 'Too long.'],
    ]);
  });
});
