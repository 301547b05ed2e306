/** The comments under one public clip, the oldest first, as they come. */
import { api, body, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';
import { live } from '$lib/realtime/live.svelte';

import { commentsOn } from './clip-lists';

type Comment = Schema<'Comment'>;
type ShownComment = Comment & { readonly at: string };

const shown = (comment: Comment): ShownComment => ({ ...comment, at: comment.created_at });

export class Comments extends Paged<ShownComment> {
  readonly #clip_id: string;

  constructor(clip_id: string) {
    super(async (cursor) => {
      const { items, next } = await commentsOn(clip_id, cursor);
      return { items: items.map(shown), next };
    });
    this.#clip_id = clip_id;
  }

  /** Read them, and what comes. Returns how to stop. */
  follow(): () => void {
    const read = () => void this.catchUp();
    read();
    const ears = [
      live.on('story.commented', ({ story_id }) => {
        if (story_id === this.#clip_id) read();
      }),
      live.on('sync.lost', read),
    ];
    return () => {
      for (const stop of ears) stop();
    };
  }

  /** Comment on it. Throws a `Problem`. */
  async write(text: string): Promise<void> {
    const params = { path: { clip_id: this.#clip_id } };
    const written = await body(api.POST('/stories/{clip_id}/comments', { params, body: { text } }));
    // It stands at the end, which may be on a page that was not read yet.
    if (this.next === null) this.items = [...this.items, shown(written)];
  }

  /** Delete one. Throws a `Problem`. */
  async delete(comment_id: string): Promise<void> {
    const params = { path: { clip_id: this.#clip_id, comment_id } };
    await body(api.DELETE('/stories/{clip_id}/comments/{comment_id}', { params }));
    this.items = this.items.filter(({ id }) => id !== comment_id);
  }
}
