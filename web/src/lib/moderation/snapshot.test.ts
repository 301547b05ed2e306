import { describe, expect, it } from 'vitest';

import { decisions, type Report } from './queue.svelte';
import { evidenceOf } from './snapshot';

const report = (kind: Report['kind'], snapshot: Report['snapshot']): Report => ({
  report_id: 'r',
  kind,
  id: 'thing',
  reason: 'other',
  note: null,
  snapshot,
  status: 'open',
  log: [],
  reporter_id: null,
  reporter_username: null,
  created_at: '2026-03-01T12:00:00Z',
});

describe('the evidence of a report', () => {
  it('shows what was written as text, and the picture with its description', () => {
    const evidence = evidenceOf(
      report('clip', {
        author_id: 'a',
        author_username: 'ada',
        text: '<script>alert(1)</script>',
        caption: null,
        stickers: [{ type: 'poll' }],
        kind: 'video',
        media_id: 'm',
        media_url: '/files/x',
        alt_text: '',
      }),
    );
    expect(evidence.facts.map(({ value }) => value)).toEqual([
      '<script>alert(1)</script>',
      '{"type":"poll"}',
    ]);
    expect(evidence.media).toEqual({
      url: '/files/x',
      isVideo: true,
      alt: 'Without a description by its author',
    });
    expect(evidence.isMediaGone).toBe(false);
  });

  it('says when the file is deleted, and when nothing is left', () => {
    expect(evidenceOf(report('clip', { media_id: 'm', media_url: null })).isMediaGone).toBe(true);
    const erased = evidenceOf(report('story', {}));
    expect([erased.author, erased.facts, erased.storyId]).toEqual([null, [], 'thing']);
  });
});

describe('what may be decided', () => {
  it('is by kind and state: people are neither held nor removed, the resolved stays so', () => {
    expect(decisions({ status: 'open', kind: 'clip' })).toContain('hold');
    expect(decisions({ status: 'held', kind: 'clip' })).toEqual(['dismiss', 'remove', 'suspend']);
    expect(decisions({ status: 'open', kind: 'user' })).toEqual(['dismiss', 'suspend']);
    expect(decisions({ status: 'resolved', kind: 'clip' })).toEqual([]);
  });
});
