/** What keeps a draft from being posted, by the field where it is said. */
import type { Problem } from '$lib/kit/problems';

import { t as audienceWords } from '../audience/words';
import { MOST, MOST_AHEAD, type Draft } from './draft';
import { missing } from './stickers';
import { t } from './words';

/** Fields and what is wrong with them. A sticker's are called by its key: `<key>.url`. */
export type Faults = ReadonlyMap<string, string>;

/** What can be told before anything is sent. `now`: milliseconds by the server's clock. */
export function faultsOf(draft: Draft, mode: 'publish' | 'draft', now: number): Faults {
  const faults = new Map<string, string>();
  if (draft.text.trim() === '' && draft.media === null) faults.set('text', t('empty'));
  for (const sticker of draft.stickers) {
    const field = missing(sticker);
    if (field !== null) faults.set(`${sticker.key}.${field}`, t(`missing_${field}`));
  }
  if (draft.visibility === 'CUSTOM' && draft.people.length === 0)
    faults.set('audience_user_ids', audienceWords('custom_none'));
  if (!Number.isInteger(draft.maxViews) || draft.maxViews < 0 || draft.maxViews > MOST.views)
    faults.set('max_views', t('views_range', { most: MOST.views }));
  const late = mode === 'publish' ? wrongTime(draft.publishAt, now) : null;
  if (late !== null) faults.set('publish_at', late);
  return faults;
}

/** What the server did not take, at the fields of the form. */
export function faultsIn(problem: Problem | null, draft: Draft): Faults {
  const faults = new Map<string, string>();
  for (const { field, message } of problem?.details ?? []) {
    const [, index, last] = /^stickers\.(\d+)(?:\.(?:\w+\.)?(\w+))?/.exec(field) ?? [];
    const sticker = index === undefined ? undefined : draft.stickers[Number(index)];
    faults.set(sticker ? `${sticker.key}.${last ?? ''}` : field, message);
  }
  return faults;
}

function wrongTime(publishAt: string, now: number): string | null {
  if (publishAt === '') return null;
  const at = new Date(publishAt).getTime();
  if (Number.isNaN(at)) return t('publish_missing');
  if (at <= now) return t('publish_past');
  return at - now > MOST_AHEAD ? t('publish_far') : null;
}
