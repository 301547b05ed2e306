/** The check of a draft. */
import { api, data, type Schema } from '$lib/kit/api';

import { nodeNames, type NodeNames } from '../story/nodes';

export interface Checked {
  readonly report: Schema<'CheckReport'>;
  readonly names: NodeNames;
}

/** Check the draft; with the names of its nodes where something is wrong. Throws a `Problem`. */
export async function checked(storyId: string): Promise<Checked> {
  const params = { path: { story_id: storyId } };
  const report = await data(api.GET('/api/stories/{story_id}/validate', { params }));
  const isNamed = [...report.errors, ...report.warnings].some(({ node }) => node);
  return { report, names: isNamed ? await nodeNames(storyId) : new Map() };
}
