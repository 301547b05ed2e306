/** What publishing would do, found out without doing it. */
import { api, data, type Schema } from '$lib/kit/api';
import { asProblem } from '$lib/kit/problems';

import { checked, type Checked } from '../checking/check';
import { nodeNames, type NodeNames } from '../story/nodes';
import type { Story } from '../story/desk.svelte';
import { t } from './words';

export type Publication = Schema<'Publication'>;
/** What would happen; or, of a draft with mistakes, what the check found. */
export type Rehearsal =
  | { readonly would: Publication; readonly names: NodeNames }
  | { readonly refusal: Checked }
  | { readonly forbidden: true };

const CONFLICT = 409;
const FORBIDDEN = 403;

/** Rehearse the publication of a story. Throws a `Problem`. */
export async function rehearsed(storyId: string): Promise<Rehearsal> {
  const params = { path: { story_id: storyId }, query: { dry_run: true } };
  const call = api.PUT('/api/admin/stories/{story_id}/publish', {
    params,
    body: { is_published: true },
  });
  try {
    const would = await data(call);
    const isNamed = would.report?.warnings.some(({ node }) => node);
    return { would, names: isNamed ? await nodeNames(storyId) : new Map() };
  } catch (failure) {
    const { status } = asProblem(failure);
    if (status === FORBIDDEN) return { forbidden: true };
    if (status === CONFLICT) return { refusal: await checked(storyId) };
    throw failure;
  }
}

/** Whether publishing would change anything. */
export function isNews(story: Story, would: Publication): boolean {
  return !story.is_published || would.version > story.version;
}

/** What readers would get, in a sentence. */
export function whatReadersGet(story: Story, would: Publication): string {
  if (would.version > story.version) {
    if (would.version > 1) return t('next', { version: would.version });
    return story.listed ? t('first') : t('first_unlisted');
  }
  const words = story.is_published ? 'same' : 'comes_back';
  return t(words, { version: would.version });
}

/** What becomes of plays under way, a sentence each. */
export function whatBecomesOfPlays({ dry_run: run }: Publication): string[] {
  if (!run || run.plays === 0) return [t('no_plays')];
  const stuck = run.stuck.reduce((sum, { plays }) => sum + plays, 0);
  return [
    t('plays', { count: run.plays }),
    ...(run.tried < run.plays ? [t('tried', { count: run.tried })] : []),
    ...(run.moved_unchanged ? [t('unchanged', { count: run.moved_unchanged })] : []),
    ...(run.moved_with_notes ? [t('with_notes', { count: run.moved_with_notes })] : []),
    ...(stuck ? [t('stuck', { count: stuck })] : []),
    t('nobody_forced'),
  ];
}
