/**
 * What follows what: the clips of one author in their order, then those of the next.
 *
 * `counts` says how many clips an author has, as far as that is known; who has none is passed over.
 */

export interface Place {
  readonly author: string;
  readonly index: number;
}

/** Where to go: to a place, or into an author's clips from their beginning or their end. */
export type Step = Place | { readonly author: string; readonly enter: 'beginning' | 'end' };
type Counts = (author: string) => number | undefined;

/** What follows `place`; null at the very end. */
export function after(place: Place, authors: readonly string[], counts: Counts): Step | null {
  if (place.index + 1 < (counts(place.author) ?? 0))
    return { author: place.author, index: place.index + 1 };
  const author = neighbour(place.author, authors, counts, 1);
  return author === null ? null : { author, enter: 'beginning' };
}

/** What came before `place`; null at the very beginning. */
export function before(place: Place, authors: readonly string[], counts: Counts): Step | null {
  if (place.index > 0) return { author: place.author, index: place.index - 1 };
  const author = neighbour(place.author, authors, counts, -1);
  return author === null ? null : { author, enter: 'end' };
}

/** The author that many steps of `direction` away who has clips, or may have; null beyond the last. */
export function neighbour(
  author: string,
  authors: readonly string[],
  counts: Counts,
  direction: 1 | -1,
): string | null {
  const here = authors.indexOf(author);
  if (here < 0) return null;
  for (let at = here + direction; at >= 0 && at < authors.length; at += direction) {
    const found = authors[at];
    if (found !== undefined && counts(found) !== 0) return found;
  }
  return null;
}
