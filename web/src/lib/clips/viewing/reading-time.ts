/** How long clips are shown: as long as it takes to read them, films as long as they are. */
import type { Clip } from './clips';

/** A word is read in so many milliseconds, by readers who take their time. */
const A_WORD = 300;
/** Scripts that write no spaces are read by such pieces. */
const CHARACTERS_A_WORD = 6;
const TEXT = { least: 5000, most: 90_000, before: 1500 };
const PICTURE = { least: 6000, most: 20_000 };

/** Milliseconds for which a clip is shown. */
export function showingTime(
  clip: Pick<Clip, 'kind' | 'text' | 'caption' | 'duration_seconds' | 'stickers'>,
): number {
  const words = readingTime(`${clip.text ?? ''} ${clip.caption ?? ''}`);
  if (clip.kind === 'video') return (clip.duration_seconds ?? 0) * 1000;
  if (clip.kind === 'text') return between(TEXT.least, TEXT.before + words, TEXT.most);
  return between(PICTURE.least, PICTURE.least / 2 + words, PICTURE.most);
}

function readingTime(text: string): number {
  const words = text.split(/\s+/).filter(Boolean);
  return Math.max(words.length, [...text].length / CHARACTERS_A_WORD) * A_WORD;
}

function between(least: number, wanted: number, most: number): number {
  return Math.min(most, Math.max(least, wanted));
}
