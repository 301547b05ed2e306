import { describe, expect, it } from 'vitest';

import { chaptersOf, cuesOf, spokenAt } from './captions';
import { chapterOf, placesIn } from './places';

const FILE = `WEBVTT

NOTE The well &amp; the rope

00:00:00.000 --> 00:00:01.500
The rope <00:00:00.700>is wet.

00:00:01.500 --> 00:00:03.000
‘Salt &lt; oil,’ <00:00:02.100>she says.

NOTE Down

01:00:00.000 --> 01:00:02.250
It is dark.
`;

describe('captions', () => {
  it('are chapters of sentences, without the times of words', () => {
    const chapters = chaptersOf(FILE);
    expect(chapters.map(({ title }) => title)).toEqual(['The well & the rope', 'Down']);
    expect(cuesOf(chapters)).toEqual([
      { start: 0, end: 1.5, text: 'The rope is wet.' },
      { start: 1.5, end: 3, text: '‘Salt < oil,’ she says.' },
      { start: 3600, end: 3602.25, text: 'It is dark.' },
    ]);
  });

  it('are read with other line ends, and not from another kind of file', () => {
    expect(chaptersOf(FILE.replaceAll('\n', '\r\n'))).toEqual(chaptersOf(FILE));
    expect(chaptersOf('<html></html>')).toEqual([]);
  });

  it('tell which sentence is spoken, also between two of them', () => {
    const cues = cuesOf(chaptersOf(FILE));
    expect([-1, 0, 1.49, 1.5, 700, 4000].map((time) => spokenAt(cues, time))).toEqual([
      -1, 0, 0, 1, 1, 2,
    ]);
  });
});

describe('sentences', () => {
  const text = 'The rope\nis wet. "Salt < oil," she   says. The rope is wet.';
  const cues = cuesOf(chaptersOf(FILE)).slice(0, 2);

  it('are found whatever marks the text has, each after the one before', () => {
    const found = placesIn(text, { title: 'The well', cues: [...cues, cues[0]!] });
    expect(found.map((place) => place && text.slice(...place))).toEqual([
      'The rope\nis wet.',
      'Salt < oil," she   says.',
      'The rope is wet.',
    ]);
    expect(placesIn(text, chaptersOf(FILE)[1]!)).toEqual([null]);
  });

  it('leave the title, which the narration begins with, where it stands', () => {
    const title = { start: 0, end: 0.2, text: 'The rope' };
    const found = placesIn(text, { title: 'The rope', cues: [title, ...cues] });
    expect(found[0]).toBeNull();
    expect(found[1]).not.toBeNull();
  });

  it('tell which chapter a page is, and that one is none', () => {
    const chapters = chaptersOf(FILE);
    expect(chapterOf(chapters, 'Another title', text)).toBe(chapters[0]);
    expect(chapterOf(chapters, 'Down', 'Nothing of it.')).toBeNull();
  });

  it('know a page of few sentences among many choices', () => {
    const cue = (text: string) => ({ start: 0, end: 1, text });
    const choices = ['A: Go in', 'B: Turn back', 'C: Knock', 'D: Wait'].map(cue);
    const hut = { title: 'Door', cues: [cue('Door'), cue('Snow to the knee.'), ...choices] };
    expect(chapterOf([hut], 'Door', 'Snow to the knee. You have 2 matches.')).toBe(hut);
  });
});
