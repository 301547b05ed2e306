/** Highlights: clips that stay on their author's profile when their time is over. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged, type Page } from '$lib/kit/pages.svelte';
import { Problem } from '$lib/kit/problems';

import { t } from './words';

export type Highlight = Schema<'Highlight'>;

const PAGE = 20;

/** The clip whose picture stands for all: the one that was chosen, else the first. */
export function coverOf({
  clips,
  cover_clip_id,
}: Highlight): Highlight['clips'][number] | undefined {
  return clips.find((clip) => clip.id === cover_clip_id) ?? clips[0];
}

/** One page of somebody's highlights, in their order. Throws a `Problem`. */
export async function highlightsOf(
  user_id: string,
  cursor: string | null,
): Promise<Page<Highlight>> {
  const query = { user_id, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
  const { data, meta } = await body(api.GET('/highlights', { params: { query } }));
  return { items: data, next: meta.next_cursor };
}

/** Somebody's highlight of that id. Throws a `Problem`, 404 where it is not there. */
export async function highlightOf(user_id: string, highlight_id: string): Promise<Highlight> {
  let cursor: string | null = null;
  do {
    const page: Page<Highlight> = await highlightsOf(user_id, cursor);
    const found = page.items.find((highlight) => highlight.id === highlight_id);
    if (found) return found;
    cursor = page.next;
  } while (cursor !== null);
  throw new Problem(404, { title: t('no_highlight'), message: t('no_highlight_hint') });
}

/** The highlights of the account, which it can change. What is changed here stands here at once. */
export class OwnHighlights extends Paged<Highlight> {
  #turn: Promise<unknown> = Promise.resolve();

  /** Make one of these clips, in this order. Throws a `Problem`. */
  async make(form: Schema<'CreateHighlight'>): Promise<Highlight> {
    const made = await body(api.POST('/highlights', { body: form }));
    this.items = [...this.items, made];
    return made;
  }

  /** Change what is sent. Throws a `Problem`. */
  async edit(highlight_id: string, changes: Schema<'EditHighlight'>): Promise<Highlight> {
    const params = { path: { highlight_id } };
    const edited = await body(api.PATCH('/highlights/{highlight_id}', { params, body: changes }));
    this.items = this.items.map((other) => (other.id === edited.id ? edited : other));
    return edited;
  }

  /**
   * Put it at another place among the others, once whatever was moved before has its place. Throws a
   * `Problem`; what stands here then is the order that the server knows.
   */
  async move(items: readonly Highlight[], moved: Highlight): Promise<void> {
    this.items = items;
    const position = items.indexOf(moved);
    try {
      await this.#inTurn(() => this.edit(moved.id, { position }));
    } catch (failure) {
      await this.#inTurn(() => this.refresh());
      throw failure;
    }
  }

  /** Put the clip into it, or take it out. Throws a `Problem`. */
  async hold(highlight_id: string, clip_id: string, holds: boolean): Promise<void> {
    await this.#inTurn(async () => {
      const clips = this.items.find(({ id }) => id === highlight_id)?.clips ?? [];
      const others = clips.map(({ id }) => id).filter((id) => id !== clip_id);
      await this.edit(highlight_id, { clip_ids: holds ? [...others, clip_id] : others });
    });
  }

  /** Delete it. Throws a `Problem`. */
  async delete(highlight_id: string): Promise<void> {
    await body(api.DELETE('/highlights/{highlight_id}', { params: { path: { highlight_id } } }));
    this.items = this.items.filter((other) => other.id !== highlight_id);
  }
  /** One after the other: of two at once, nobody knows which the server takes first. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(change);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
