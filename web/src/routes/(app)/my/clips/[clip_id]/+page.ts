import { error } from '@sveltejs/kit';

import { requireAccount } from '$lib/accounts/guards';
import { OwnClips } from '$lib/clips/keeping/own-clips.svelte';
import { t } from '$lib/frame/words';
import { api, body } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

import type { PageLoad } from './$types';

const TABS = ['viewers', 'answers', 'figures', 'links', 'edit'] as const;

export const load: PageLoad = async ({ url, params }) => {
  const account = await requireAccount(url);
  const asked = url.searchParams.get('tab');
  const path = { clip_id: params.clip_id };
  const read = async () => ({
    items: [await body(api.GET('/stories/item/{clip_id}', { params: { path } }))],
    next: null,
  });
  const page = await shown(read());
  // Another person's clip is looked at in the viewer; here is nothing about it.
  if (page.items[0]?.user_id !== account.user_id) error(404, { message: t('not_found_hint') });
  return {
    list: new OwnClips(read, page),
    tab: TABS.find((name) => name === asked) ?? ('viewers' as const),
  };
};
