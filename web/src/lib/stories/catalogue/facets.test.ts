import { describe, expect, it } from 'vitest';

import { addressOf, addressWith, EVERYTHING, facetsOf, isNarrowed, type Facets } from './facets';

const asked = (address: string) => facetsOf(new URL(address, 'http://here').searchParams);

describe('facets', () => {
  it('come back from their address as they were', () => {
    const facets: Facets = {
      q: 'salt & “sea”',
      category: 'science fiction',
      difficulty: 'hard',
      language: 'pt-BR',
      tag: '#größe?',
      author: 'mara_k',
      sort: 'rating',
      page: 3,
    };
    expect(asked(addressOf(facets))).toEqual(facets);
    expect(asked(addressOf(EVERYTHING))).toEqual(EVERYTHING);
  });

  it('leave nothing in the address that does not matter', () => {
    expect(addressOf(EVERYTHING)).toBe('/library');
    expect(addressOf({ ...EVERYTHING, tag: 'dice' })).toBe('/library?tag=dice');
  });

  it('take no nonsense from an address', () => {
    expect(asked('/library?difficulty=brutal&sort=random&page=-2&q=%20%20')).toEqual(EVERYTHING);
    expect(asked('/library?page=1.5').page).toBe(1);
    expect(asked(`/library?q=${'x'.repeat(500)}`).q).toHaveLength(200);
  });

  it('begin at the first page when another list is asked for', () => {
    const third: Facets = { ...EVERYTHING, q: 'salt', page: 3 };
    expect(addressWith(third, { category: 'fantasy' })).toBe('/library?q=salt&category=fantasy');
    expect(addressWith(third, { page: 4 })).toBe('/library?q=salt&page=4');
  });

  it('know whether they leave anything out', () => {
    expect(isNarrowed({ ...EVERYTHING, sort: 'title', page: 2 })).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, q: 'salt' })).toBe(true);
  });
});
