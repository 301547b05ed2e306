/** Where the sentences of a narration stand in the text of a page. */
import type { Chapter } from './captions';

/** Letters and digits of a text, in small letters, each with its place in it. */
interface Letters {
  readonly letters: string;
  readonly places: readonly number[];
}

/** At least this part of a scene's text is told by its chapter, which tells the choices besides. */
const LEAST = 0.4;
const isLetter = /[\p{L}\p{N}]/u;

/** From where to where a sentence stands in a text; null where it does not. */
export type Place = readonly [start: number, end: number] | null;

/**
 * Where each of a chapter's cues stands in `text`, in their order. What marks a text (quotes, dashes,
 * spaces) need not be the same; what the narration says beside the text, as the title that it begins
 * with, is nowhere.
 */
export function placesIn(text: string, { title, cues }: Chapter): Place[] {
  const { letters, places } = lettersOf(text);
  const name = lettersOf(title).letters;
  let from = 0;
  return cues.map((cue, index) => {
    const wanted = lettersOf(cue.text).letters;
    if (index === 0 && wanted === name) return null;
    const at = wanted ? letters.indexOf(wanted, from) : -1;
    if (at < 0) return null;
    from = at + wanted.length;
    const last = places[from - 1] ?? 0;
    const width = (text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
    return [places[at] ?? 0, endOf(text, last + width)] as const;
  });
}

/** The chapter that tells the scene with this title and text; null where none does. */
export function chapterOf(
  chapters: readonly Chapter[],
  title: string,
  text: string,
): Chapter | null {
  let best: Chapter | null = null;
  let most = LEAST;
  for (const chapter of chapters) {
    const told = placesIn(text, chapter).reduce(
      (sum, place) => sum + (place ? place[1] - place[0] : 0),
      0,
    );
    const share = told / text.length + (chapter.title === title ? 0.001 : 0);
    if (share > most) [best, most] = [chapter, share];
  }
  return best;
}

function lettersOf(text: string): Letters {
  let letters = '';
  const places: number[] = [];
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (isLetter.test(character)) {
      const small = character.toLowerCase();
      letters += small;
      for (let part = 0; part < small.length; part += 1) places.push(at);
    }
    at += character.length;
  }
  return { letters, places };
}

/** The end of a sentence, with the marks that close it. */
function endOf(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[.!?…:;,’”"'»)\]]/.test(text[at] ?? '')) at += 1;
  return at;
}
