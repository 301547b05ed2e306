/** What the viewer is opened with. */
import { api, data } from '$lib/kit/api';

import { highlightOf } from '../keeping/highlights.svelte';
import { clipsOf, type Clip, type TrayEntry } from './clips';
import { tray } from './tray.svelte';

export interface Opened {
  readonly user_id: string;
  readonly clips: readonly Clip[];
  /** In the order of the tray; only that one where the tray has them not. */
  readonly authors: readonly string[];
  readonly people: ReadonlyMap<string, TrayEntry['user']>;
  /** The highlight that the clips are of; their time may be over. Null: the active ones. */
  readonly highlight_id: string | null;
}

/** A person's clips, and whose come before and after. Throws a `Problem`. */
export async function opened(user_id: string): Promise<Opened> {
  const [clips] = await Promise.all([
    clipsOf(user_id),
    tray.entries === null ? tray.refresh() : null,
  ]);
  const people = new Map((tray.entries ?? []).map(({ user }) => [user.user_id, user]));
  const authors = people.has(user_id) ? [...people.keys()] : [user_id];
  if (!people.has(user_id)) {
    const params = { path: { user_id } };
    people.set(user_id, await data(api.GET('/api/users/{user_id}', { params })));
  }
  return { user_id, clips, authors, people, highlight_id: null };
}

/** The clips of a highlight, in its order. Throws a `Problem`, 404 where it is not there. */
export async function openedHighlight(user_id: string, highlight_id: string): Promise<Opened> {
  const params = { path: { user_id } };
  const [person, highlight] = await Promise.all([
    data(api.GET('/api/users/{user_id}', { params })),
    highlightOf(user_id, highlight_id),
  ]);
  const { clips } = highlight;
  return { user_id, clips, authors: [user_id], people: new Map([[user_id, person]]), highlight_id };
}
