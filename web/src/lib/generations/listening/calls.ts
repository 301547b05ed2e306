/** Narrations of stories, as they are found and fetched. All throw a `Problem`. */
import { api, body, signed, type Schema } from '$lib/kit/api';

import { chaptersOf, type Chapter } from './captions';

export type Generation = Schema<'Generation'>;
type File = Schema<'GenerationFile'>;

/** As browsers ask; the captions count by the times of the first. */
const TYPES: readonly (readonly [ending: string, type: string])[] = [
  ['.m4b', 'audio/mp4; codecs="mp4a.40.2"'],
  ['.opus', 'audio/ogg; codecs="opus"'],
  ['.mp3', 'audio/mpeg'],
];

/** The newest narration of a story that the account has made; null without one. */
export async function narrationOf(story_id: string): Promise<Generation | null> {
  const query = { story_id, kind: 'audio', status: 'succeeded', pageSize: 1 } as const;
  const { data } = await body(api.GET('/api/story-generations', { params: { query } }));
  return data.find((each) => captionsIn(each) !== undefined) ?? null;
}

/** A generation as it stands, its files at fresh addresses. */
export function readGeneration(generation_id: string): Promise<Generation> {
  const params = { path: { generation_id } };
  return body(api.GET('/api/story-generations/{generation_id}', { params }));
}

/** What is heard, scene by scene. */
export async function readChapters(generation: Generation): Promise<Chapter[]> {
  const file = captionsIn(generation);
  if (file === undefined) return [];
  return chaptersOf(await (await signed(new Request(file.url))).text());
}

/** The file that this browser plays; null for none. */
export function playable(generation: Generation, probe: HTMLAudioElement): File | null {
  for (const [ending, type] of TYPES) {
    const file = generation.results.find(({ name }) => name.endsWith(ending));
    if (file !== undefined && probe.canPlayType(type) !== '') return file;
  }
  return null;
}

function captionsIn(generation: Generation): File | undefined {
  return generation.results.find(({ media_type }) => media_type === 'text/vtt');
}
