/** What readers say of one story, a numbered page at a time; one's own stands first. */
import { session } from '$lib/accounts/session.svelte';
import { api, body, data, type Schema } from '$lib/kit/api';
import { asProblem, type Problem } from '$lib/kit/problems';

export type Review = Schema<'Review'>;

export interface ReviewPage {
  readonly items: readonly Review[];
  readonly total: number;
}

/** What a page that shows the story's rating depends on. */
export const RATED = 'emberline:rated';
const PAGE_SIZE = 10;

/** A page of the story's reviews, from 1. Throws a `Problem`. */
export async function readReviews(story_id: string, page: number): Promise<ReviewPage> {
  const params = { path: { story_id }, query: { page, pageSize: PAGE_SIZE } };
  const answered = await body(api.GET('/api/stories/{story_id}/reviews', { params }));
  return { items: answered.data, total: answered.meta.total };
}

export class Reviews {
  items = $state.raw<readonly Review[]>([]);
  total = $state(0);
  page = $state(1);
  problem = $state.raw<Problem | null>(null);
  /** One's own: it stands on the first page, and stays known on the others. */
  mine = $state.raw<Review | null>(null);
  readonly #storyId: string;
  readonly #changed: () => void;

  /** `changed` is called when the story's rating may be another. */
  constructor(storyId: string, first: ReviewPage, changed: () => void) {
    this.#storyId = storyId;
    this.#changed = changed;
    this.#take(first);
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.total / PAGE_SIZE));
  }

  /** Show this page; where that fails `problem` says why, and the former stays. */
  async show(page: number): Promise<void> {
    try {
      this.problem = null;
      const read = await readReviews(this.#storyId, page);
      this.page = page;
      this.#take(read);
    } catch (failure) {
      this.problem = asProblem(failure);
    }
  }

  /** Rate the story, or rate it anew. Throws a `Problem`. */
  async rate(rating: number, words: string): Promise<void> {
    const params = { path: { story_id: this.#storyId } };
    const form = { rating, review: words.trim() || null };
    this.mine = await data(api.POST('/api/stories/{story_id}/rate', { params, body: form }));
    await this.show(1);
    this.#changed();
  }

  /** Take one's own review back. Throws a `Problem`. */
  async takeBack(): Promise<void> {
    const params = { path: { story_id: this.#storyId } };
    await data(api.DELETE('/api/stories/{story_id}/rate', { params }));
    this.mine = null;
    await this.show(1);
    this.#changed();
  }

  /** Answer a review as the story's author. Throws a `Problem`. */
  async answer(review: Review, text: string): Promise<void> {
    const params = { path: { story_id: this.#storyId, review_id: review.review_id } };
    const path = '/api/stories/{story_id}/reviews/{review_id}/answer';
    this.#replace(await data(api.POST(path, { params, body: { text: text.trim() } })));
  }

  /** Take the answer to a review back. Throws a `Problem`. */
  async takeBackAnswer(review: Review): Promise<void> {
    const params = { path: { story_id: this.#storyId, review_id: review.review_id } };
    const path = '/api/stories/{story_id}/reviews/{review_id}/answer';
    this.#replace(await data(api.DELETE(path, { params })));
  }

  #take(page: ReviewPage): void {
    this.items = page.items;
    this.total = page.total;
    const own = page.items.find((review) => review.user_id === session.user?.user_id);
    if (own) this.mine = own;
  }

  #replace(changed: Review): void {
    this.items = this.items.map((one) => (one.review_id === changed.review_id ? changed : one));
  }
}
