/**
 * The captions of an audiobook (WebVTT): a chapter a scene, a cue a sentence, with the time of every
 * word in it. Only what our own files hold is read: no settings, no styles, no regions.
 */

export interface Cue {
  /** Seconds of the audiobook. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Chapter {
  readonly title: string;
  readonly cues: readonly Cue[];
}

const TIMES = /^(?:(\d+):)?(\d\d):(\d\d\.\d{3})[ \t]+-->[ \t]+(?:(\d+):)?(\d\d):(\d\d\.\d{3})/;
const SIGNS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': '\u00a0',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

/** The chapters of a captions file; one that is none has none. */
export function chaptersOf(file: string): Chapter[] {
  const chapters: { title: string; cues: Cue[] }[] = [];
  const [head, ...blocks] = file.replace(/^\ufeff/, '').split(/\r?\n(?:\r?\n)+/);
  if (!head?.startsWith('WEBVTT')) return [];
  for (const block of blocks) {
    const lines = block.split(/\r?\n/);
    if (lines[0]?.startsWith('NOTE ')) {
      chapters.push({ title: plain(lines[0].slice(5)), cues: [] });
      continue;
    }
    const cue = cueOf(lines);
    if (cue === null) continue;
    if (chapters.length === 0) chapters.push({ title: '', cues: [] });
    chapters.at(-1)?.cues.push(cue);
  }
  return chapters.filter(({ cues }) => cues.length > 0);
}

/** All cues, one after the other. */
export function cuesOf(chapters: readonly Chapter[]): Cue[] {
  return chapters.flatMap(({ cues }) => cues);
}

/** Which cue is spoken at `time`: the last that has begun, -1 before the first. */
export function spokenAt(cues: readonly Cue[], time: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.start ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function cueOf(lines: readonly string[]): Cue | null {
  const at = lines.findIndex((line) => line.includes('-->'));
  const times = lines[at]?.match(TIMES);
  if (!times) return null;
  const [, hours, minutes, seconds, endHours, endMinutes, endSeconds] = times;
  return {
    start: inSeconds(hours, minutes, seconds),
    end: inSeconds(endHours, endMinutes, endSeconds),
    text: plain(lines.slice(at + 1).join(' ')),
  };
}

function inSeconds(hours = '0', minutes = '0', seconds = '0'): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Text without the times of its words. */
function plain(payload: string): string {
  return payload
    .replace(/<[^>]*>/g, '')
    .replace(/&\w+;/g, (sign) => SIGNS[sign] ?? sign)
    .trim();
}
