/** One story that somebody works on, with who works on it and who is here. */
import type { Account } from '$lib/accounts/session.svelte';
import { api, data, type Schema } from '$lib/kit/api';
import { wrong } from '$lib/kit/toasts.svelte';
import { live } from '$lib/realtime/live.svelte';

export type Story = Schema<'Story'>;
export type StoryPerson = Schema<'StoryPerson'>;
export type Role = StoryPerson['role'];

/** So often one says that one is here, in milliseconds; the server believes it for a minute. */
const HERE_EVERY = 30_000;

interface Known {
  readonly story: Story;
  readonly people: readonly StoryPerson[];
  readonly publishedAt: string | null;
}

async function known(id: string): Promise<Known> {
  const path = { story_id: id };
  const [people, story, versions] = await Promise.all([
    data(api.GET('/api/admin/stories/{story_id}/collaborators', { params: { path } })),
    data(api.GET('/api/stories/{story_id}', { params: { path } })),
    data(
      api.GET('/api/admin/stories/{story_id}/versions', {
        params: { path, query: { limit: 1 } },
      }),
    ),
  ]);
  return { story, people, publishedAt: versions[0]?.published_at ?? null };
}

export class Desk {
  readonly id: string;
  readonly account: Account;
  story: Story;
  people: readonly StoryPerson[];
  /** When readers were given the newest version; null before the first. */
  publishedAt: string | null;
  present = $state.raw<readonly Schema<'Present'>[]>([]);
  /** How often others changed something while this was open: what shows more reads anew. */
  changes = $state(0);

  constructor(account: Account, { story, people, publishedAt }: Known) {
    this.id = story.story_id;
    this.account = account;
    this.story = $state.raw(story);
    this.people = $state.raw(people);
    this.publishedAt = $state(publishedAt);
  }

  /** The desk of a story. Throws a `Problem`: 404 for a story that one does not work on. */
  static async open(account: Account, id: string): Promise<Desk> {
    return new Desk(account, await known(id));
  }

  /** What one is to the story. Administrators may what owners may. */
  get role(): Role {
    if (this.account.role === 'admin') return 'owner';
    const me = this.people.find(({ user_id }) => user_id === this.account.user_id);
    return me?.role ?? 'viewer';
  }

  get mayEdit(): boolean {
    return this.role !== 'viewer';
  }

  get isOwner(): boolean {
    return this.role === 'owner';
  }

  /** Who has it open besides oneself. */
  get others(): readonly Schema<'Present'>[] {
    return this.present.filter(({ user }) => user.user_id !== this.account.user_id);
  }

  /** Read the story and its people anew. Throws a `Problem`. */
  async refresh(): Promise<void> {
    const now = await known(this.id);
    this.story = now.story;
    this.people = now.people;
    this.publishedAt = now.publishedAt;
  }

  /** Say that one is here, hear of the others, until it is left. Returns how to leave. */
  follow(): () => void {
    const deaf = [
      live.on('story.collaboration', (told) => {
        if (told.story_id !== this.id) return;
        if (told.kind === 'presence') void this.#stay();
        else void this.#changed();
      }),
      live.on('sync.lost', () => void this.#changed()),
    ];
    void this.#stay();
    const timer = setInterval(() => void this.#stay(), HERE_EVERY);
    return () => {
      clearInterval(timer);
      deaf.forEach((stop) => stop());
    };
  }

  async #changed(): Promise<void> {
    this.changes += 1;
    await this.refresh().catch(wrong);
  }

  async #stay(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    const call = api.PUT('/api/admin/stories/{story_id}/presence', {
      params: { path: { story_id: this.id } },
      body: { node_id: null },
    });
    // What is said every half minute may be lost once; the frame says when the server is away.
    this.present = await data(call).catch(() => this.present);
  }
}
