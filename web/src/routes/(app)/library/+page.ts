import { session } from '$lib/accounts/session.svelte';
import { facetsOf, isNarrowed } from '$lib/stories/catalogue/facets';
import { foundEndings } from '$lib/stories/catalogue/found';
import { find } from '$lib/stories/catalogue/find';
import { categories, forReader } from '$lib/stories/catalogue/rows';
import { typing } from '$lib/stories/catalogue/typing';
import { shown } from '$lib/kit/loading';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
  const facets = facetsOf(url.searchParams);
  await session.begin();
  const [found, known, endings, rows] = await Promise.all([
    shown(find(facets, typing.signalFor(url))),
    categories(),
    foundEndings(),
    isNarrowed(facets) || facets.page > 1 ? null : forReader(session.user),
  ]);
  return { facets, found, categories: known, endings, rows };
};
