import { requireAccount } from '$lib/accounts/guards';
import { highlightsOf, OwnHighlights } from '$lib/clips/keeping/highlights.svelte';
import { OwnClips, ownPage } from '$lib/clips/keeping/own-clips.svelte';
import { shown } from '$lib/kit/loading';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
  const { user_id } = await requireAccount(url);
  const asked = url.searchParams.get('tab');
  if (asked === 'highlights') {
    const page = await shown(highlightsOf(user_id, null));
    const highlights = new OwnHighlights((cursor) => highlightsOf(user_id, cursor), page);
    return { user_id, tab: asked, highlights, clips: null };
  }
  const tab = asked === 'drafts' || asked === 'archive' ? asked : 'active';
  const page = await shown(ownPage(tab, user_id, null));
  const clips = new OwnClips((cursor) => ownPage(tab, user_id, cursor), page);
  return { user_id, tab, clips, highlights: null };
};
