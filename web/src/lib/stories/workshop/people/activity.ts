/** What was done to a story, and by whom. */
import { api, body, type Schema } from '$lib/kit/api';
import { nameOf } from '$lib/kit/names';
import { Paged } from '$lib/kit/pages.svelte';

import { t } from './words';

export type Activity = Schema<'Activity'>;

/** What was done, the newest first. Throws a `Problem`. */
export async function activityOf(storyId: string): Promise<Paged<Activity>> {
  const list = new Paged<Activity>(async (cursor) => {
    const params = { path: { story_id: storyId }, query: { cursor } };
    const answer = await body(api.GET('/api/admin/stories/{story_id}/activity', { params }));
    return { items: answer.data, next: answer.meta.next_cursor };
  });
  await list.refresh();
  if (list.problem) throw list.problem;
  return list;
}

const WORDS = {
  'story.created': 'story_created',
  'story.changed': 'story_changed',
  'document.replaced': 'document_replaced',
  'node.created': 'node_created',
  'node.changed': 'node_changed',
  'node.deleted': 'node_deleted',
  'choice.created': 'choice_created',
  'choice.changed': 'choice_changed',
  'choice.deleted': 'choice_deleted',
  'version.restored': 'version_restored',
  'story.imported': 'story_imported',
  'story.published': 'story_published',
  'story.taken_back': 'story_taken_back',
  'collaborator.invited': 'collaborator_invited',
  'collaborator.changed': 'collaborator_changed',
  'collaborator.removed': 'collaborator_removed',
  'presence.moved': 'presence_moved',
} as const;

/** An entry as a sentence; `names` of the people who may be meant in it. */
export function inWords(
  { action, by, detail }: Activity,
  names: ReadonlyMap<string, string>,
): string {
  const whom = names.get(String(detail?.['user_id'])) ?? t('another');
  return t(WORDS[action], { name: by ? nameOf(by) : t('somebody'), whom });
}
