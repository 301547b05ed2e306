/** Reads about what was made of stories. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { locale } from '$words';

import type { Made } from './making.svelte';

/** So many generations are kept for one person at most. */
const KEPT_MOST = 100;
export const PAGE_SIZE = 20;

export interface MadePage {
  readonly items: readonly Made[];
  readonly page: number;
  readonly pages: number;
  /** What the stories are called, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A page of one's generations, the newest first. Throws a `Problem`. */
export async function madePage(page: number): Promise<MadePage> {
  const query = { page, pageSize: PAGE_SIZE };
  const [answer, titles] = await Promise.all([
    body(api.GET('/api/story-generations', { params: { query } })),
    titlesOfOwn(),
  ]);
  return {
    items: answer.data.map((generation) => ({ ...generation, eta: null })),
    page,
    pages: Math.max(1, Math.ceil(answer.meta.total / PAGE_SIZE)),
    titles,
  };
}

/** What was made of one story, the newest first. Throws a `Problem`. */
export async function madeOf(storyId: string): Promise<readonly Made[]> {
  const query = { pageSize: KEPT_MOST };
  const { data: all } = await body(api.GET('/api/story-generations', { params: { query } }));
  return all
    .filter((generation) => generation.story_id === storyId)
    .map((generation) => ({ ...generation, eta: null }));
}

/** What the stories that one works on are called, by their ids. Throws a `Problem`. */
export async function titlesOfOwn(): Promise<ReadonlyMap<string, string>> {
  const query = { limit: 100, mine: true };
  const stories = await data(api.GET('/api/admin/analytics/stories', { params: { query } }));
  return new Map(stories.map(({ story_id, title }) => [story_id, title]));
}

export type Voice = Schema<'Voice'>;

/** All voices of the server. Throws a `Problem`. */
export async function voices(): Promise<readonly Voice[]> {
  return (await body(api.GET('/api/story-generations/voices'))).data;
}

/** The voices that speak a language, `en-GB` among those of `en`. */
export function speaking(all: readonly Voice[], spoken: string): readonly Voice[] {
  const wanted = base(spoken);
  return all.filter((voice) => base(voice.language) === wanted);
}

const languages = new Intl.DisplayNames(locale, { type: 'language' });

/** What a voice is called, with its language where the name does not begin with it. */
export function voiceName(voice: Voice): string {
  const saysIt = voice.name.startsWith(nameOf(base(voice.language)));
  return saysIt ? voice.name : `${voice.name} (${nameOf(voice.language)})`;
}

function nameOf(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    // No language by the rules: voices may say what they like.
    return code;
  }
}

function base(code: string): string {
  return code.toLowerCase().split('-')[0] ?? '';
}
