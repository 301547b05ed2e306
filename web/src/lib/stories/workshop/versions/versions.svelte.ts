/** The versions of a story, and how two of them differ. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { Paged } from '$lib/kit/pages.svelte';

export type Version = Schema<'Version'>;
type Diff = Schema<'Diff'>;

/** The published versions, the newest first. Throws a `Problem`. */
export async function versionsOf(storyId: string): Promise<Paged<Version>> {
  const versions = new Paged<Version>(async (cursor) => {
    const params = { path: { story_id: storyId }, query: { cursor } };
    const answer = await body(api.GET('/api/admin/stories/{story_id}/versions', { params }));
    return { items: answer.data, next: answer.meta.next_cursor };
  });
  await versions.refresh();
  if (versions.problem) throw versions.problem;
  return versions;
}

/** What differs between two sides, each a number or `draft`: all of the story, nodes by pages. */
export class Comparison {
  readonly from: string;
  readonly to: string;
  whole = $state.raw<Omit<Diff, 'nodes'> | null>(null);
  readonly nodes: Paged<Schema<'NodeChange'>>;

  constructor(storyId: string, from: string, to: string) {
    this.from = from;
    this.to = to;
    this.nodes = new Paged(async (cursor) => {
      const params = { path: { story_id: storyId }, query: { from, to, cursor } };
      const answer = await body(api.GET('/api/admin/stories/{story_id}/diff', { params }));
      this.whole = answer.data;
      return { items: answer.data.nodes, next: answer.meta.next_cursor };
    });
  }

  /** Read it. Throws a `Problem`. */
  async read(): Promise<this> {
    await this.nodes.refresh();
    if (this.nodes.problem) throw this.nodes.problem;
    return this;
  }
}

/** Make the draft what a version was, where it is still as `etag` says. Throws a `Problem`. */
export async function restore(storyId: string, number: number, etag: string): Promise<void> {
  const path = { story_id: storyId, number };
  const params = { path, header: { 'If-Match': etag } };
  await data(api.POST('/api/admin/stories/{story_id}/versions/{number}/restore', { params }));
}

/** By which the server knows the whole draft as it is now. Throws a `Problem`. */
export async function draftEtag(storyId: string): Promise<string> {
  const params = { path: { story_id: storyId } };
  const { response } = await api.GET('/api/admin/stories/{story_id}/document', { params });
  return response.headers.get('etag') ?? '*';
}
