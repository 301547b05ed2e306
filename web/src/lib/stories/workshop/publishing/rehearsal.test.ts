import { describe, expect, it } from 'vitest';

import { whatBecomesOfPlays, type Publication } from './rehearsal';

const publication = (run: Partial<NonNullable<Publication['dry_run']>> | null): Publication => ({
  story_id: 's',
  version: 2,
  is_new: true,
  is_published: true,
  report: null,
  dry_run: run && {
    plays: 0,
    tried: 0,
    moved_unchanged: 0,
    moved_with_notes: 0,
    stuck: [],
    ...run,
  },
});

describe('what becomes of plays when a story is published', () => {
  it('says that nobody is concerned', () => {
    expect(whatBecomesOfPlays(publication({}))).toHaveLength(1);
    expect(whatBecomesOfPlays(publication(null))[0]).toMatch(/^Nobody/);
  });

  it('tells of each kind that there is, and adds up who would be stuck', () => {
    const stuck = [1, 2].map((plays) => ({
      node_id: `n${plays}`,
      node_title: 'The quay',
      plays,
      reason: 'node_gone' as const,
      message: 'It is gone.',
    }));
    const said = whatBecomesOfPlays(
      publication({ plays: 1200, tried: 500, moved_unchanged: 497, stuck }),
    );
    expect(said).toEqual([
      '1,200 readers are in the middle of an older version.',
      'Tried with the newest 500 of them.',
      '497 would go on as they are',
      '3 would stay on their version',
      'Nobody is moved against their will: they are offered the new version.',
    ]);
  });
});
