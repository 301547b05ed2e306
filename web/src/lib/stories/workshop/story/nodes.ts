/** What the nodes of a draft are called. */
import { api, body } from '$lib/kit/api';

/** Titles by key and by id; a node without a title is called by its key. */
export type NodeNames = ReadonlyMap<string, string>;

/** The names of all nodes of a draft. Throws a `Problem`. */
export async function nodeNames(storyId: string): Promise<NodeNames> {
  const params = { path: { story_id: storyId } };
  const flow = await body(api.GET('/api/admin/stories/{story_id}/flow', { params }));
  const nodes = typeof flow === 'string' ? [] : flow.data.nodes;
  return new Map(
    nodes.flatMap(({ key, node_id, node_title }) => {
      const name = node_title || key;
      return [[key, name] as const, [node_id, name] as const];
    }),
  );
}
