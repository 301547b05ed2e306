/** What a story says of itself, while it is edited: one's own words beside those that stand there. */
import { api, data } from '$lib/kit/api';
import { asProblem, type Problem } from '$lib/kit/problems';
import { windowStorage } from '$lib/kit/storage';

import { fieldsOf, type StoryForm } from '../shelf/StoryFields.svelte';
import type { Desk, Story } from './desk.svelte';

/** A field that two people changed at once. */
export interface Clash {
  readonly field: string;
  readonly theirs: string;
  readonly yours: string;
}

/** A story's fields as a form has them. */
export function formOf(story: Story): StoryForm {
  return {
    title: story.title,
    description: story.description,
    difficulty: story.difficulty_level,
    language: story.language,
    category: story.category,
    tags: story.tags.join(', '),
    notes: story.content_notes.join('\n'),
  };
}

/** Where two forms differ, in the order of the form. */
export function clashes(theirs: StoryForm, yours: StoryForm): Clash[] {
  const fields = Object.keys(theirs) as (keyof StoryForm)[];
  return fields
    .filter((field) => theirs[field].trim() !== yours[field].trim())
    .map((field) => ({ field, theirs: theirs[field], yours: yours[field] }));
}

/** Words that were not saved, and of which revision of the story they are a change. */
interface Kept {
  readonly form: StoryForm;
  readonly revision: number;
}

/** What `text` kept, where it is whole. */
export function keptIn(text: string | null, like: StoryForm): Kept | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return isKept(kept, like) ? kept : null;
  } catch {
    return null;
  }
}

function isKept(kept: unknown, like: StoryForm): kept is Kept {
  if (typeof kept !== 'object' || kept === null) return false;
  const [form, revision]: unknown[] = [Reflect.get(kept, 'form'), Reflect.get(kept, 'revision')];
  if (typeof form !== 'object' || form === null || typeof revision !== 'number') return false;
  return Object.keys(like).every((field) => typeof Reflect.get(form, field) === 'string');
}

export class Metadata {
  form: StoryForm;
  isListed: boolean;
  problem = $state.raw<Problem | null>(null);
  /** The story as somebody else left it, while it is not decided whose words stay. */
  current = $state.raw<Story | null>(null);
  isSaving = $state(false);
  /** The form begins with words that were not saved when it was left. */
  isRestored = $state(false);
  readonly #desk: Desk;
  #revision: number;
  /** The form before anybody typed in it. */
  #untouched: StoryForm;

  constructor(desk: Desk) {
    this.#desk = desk;
    const form = formOf(desk.story);
    const kept = keptIn(windowStorage.get(this.#place), form);
    this.isRestored = kept !== null;
    this.form = $state(kept?.form ?? form);
    this.isListed = $state(desk.story.listed);
    this.#revision = kept?.revision ?? desk.story.revision ?? 0;
    this.#untouched = form;
  }

  /** Keep what is not saved for when the page is left, by whatever way; to be called as it changes.
   * Where nobody typed, what others saved meanwhile is shown. */
  keep(): void {
    const { story } = this.#desk;
    if (clashes(this.#untouched, this.form).length === 0) {
      windowStorage.set(this.#place, null);
      if ((story.revision ?? 0) !== this.#revision) this.#take(story);
    } else {
      const kept: Kept = { form: this.form, revision: this.#revision };
      windowStorage.set(this.#place, JSON.stringify(kept));
    }
  }

  /** Give up what is not saved. */
  discard(): void {
    this.#take(this.#desk.story);
  }

  get #place(): string {
    return `emberline.metadata.${this.#desk.account.user_id}.${this.#desk.id}`;
  }

  /** Save the form; whether it was saved. A conflict stands in `current`. */
  async save(): Promise<boolean> {
    this.isSaving = true;
    this.problem = null;
    try {
      const listed = this.#desk.isOwner ? { listed: this.isListed } : {};
      const story = await data(
        api.PUT('/api/stories/{story_id}', {
          params: {
            path: { story_id: this.#desk.id },
            header: { 'If-Match': `"${this.#revision}"` },
          },
          body: { ...fieldsOf(this.form), ...listed },
        }),
      );
      this.#take(story);
      return true;
    } catch (failure) {
      return await this.#refused(asProblem(failure));
    } finally {
      this.isSaving = false;
    }
  }

  /** One's own words stay: they are saved over what stands there. */
  async keepYours(): Promise<boolean> {
    if (this.current) this.#revision = this.current.revision ?? 0;
    this.current = null;
    return await this.save();
  }

  /** The others' words stay. */
  takeTheirs(): void {
    if (this.current) this.#take(this.current);
  }

  #take(story: Story): void {
    this.#desk.story = story;
    this.#revision = story.revision ?? 0;
    this.#untouched = formOf(story);
    this.form = formOf(story);
    this.isListed = story.listed;
    this.current = null;
    this.isRestored = false;
  }

  /** Whether it was saved after all: what changed meanwhile was none of these words, the cover say. */
  async #refused(problem: Problem): Promise<boolean> {
    if (problem.status !== 409 && problem.status !== 428) {
      this.problem = problem;
      return false;
    }
    // The answer shows it too, but only a read of it is typed.
    try {
      await this.#desk.refresh();
    } catch (failure) {
      this.problem = asProblem(failure);
      return false;
    }
    const { story } = this.#desk;
    const isOurs = clashes(this.#untouched, formOf(story)).length === 0;
    if (isOurs && (story.revision ?? 0) !== this.#revision) {
      this.#revision = story.revision ?? 0;
      return await this.save();
    }
    this.current = story;
    return false;
  }
}
