import { readChapters, readGeneration } from '$lib/generations/listening/calls';
import { requireAccount } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { readStory } from '$lib/stories/reading/calls';
import { find } from '$lib/stories/reading/opening';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url }) => {
  const of = (name: string) => url.searchParams.get(name);
  const generation = of('listen');
  if (generation !== null) {
    await requireAccount(url);
    return { heard: await shown(listen(params.story_id, generation)), found: null };
  }
  const asked = {
    progress: of('progress'),
    via: of('via'),
    clip: of('clip'),
    anew: of('start') === 'anew',
  };
  return { found: await shown(find(params.story_id, asked)), heard: null };
};

async function listen(storyId: string, generationId: string) {
  const [story, generation] = await Promise.all([readStory(storyId), readGeneration(generationId)]);
  return { story, generation, chapters: await readChapters(generation) };
}
