/** What happens once a clip was posted: where one goes, and what is said. */
import { goto } from '$app/navigation';
import { session } from '$lib/accounts/session.svelte';
import { api, body, type Schema } from '$lib/kit/api';
import { at } from '$lib/kit/times';
import { done, toasts } from '$lib/kit/toasts.svelte';
import { live } from '$lib/realtime/live.svelte';

import { t } from './words';

type Clip = Schema<'Clip'>;

/** Go where the clip can be found, and say what became of it. */
export async function afterPosting(clip: Clip, mode: 'publish' | 'draft'): Promise<void> {
  const isWaiting = mode === 'draft' || !clip.is_active;
  if (clip.status === 'processing') tellWhenProcessed(clip.id);
  await goto(isWaiting && clip.status !== 'processing' ? '/my/clips?tab=drafts' : '/');
  if (mode === 'draft') done(t('saved'));
  else if (clip.status === 'processing') done(t('posted_video'));
  else if (isWaiting) done(t('scheduled', { time: at(clip.created_at) }));
  else
    toasts.add(t('posted', { time: at(clip.expires_at ?? '') }), 'done', {
      label: t('look'),
      run: () => void goto(`/my/clips/${clip.id}`),
    });
}

/** Say once how it went, on whatever page that is heard, while its author is signed in. */
function tellWhenProcessed(clip_id: string): void {
  const tell = ({ status, failure_reason }: Pick<Clip, 'status' | 'failure_reason'>) => {
    if (status === 'processing') return;
    stop();
    if (status === 'ready') done(t('video_ready'));
    else toasts.add(t('video_failed', { reason: failure_reason ?? '' }), 'wrong');
  };
  const ask = () =>
    body(api.GET('/stories/item/{clip_id}', { params: { path: { clip_id } } })).then(tell, stop);
  const ears = [
    live.on('story.processed', (event) => {
      if (event.story_id === clip_id) tell(event);
    }),
    live.on('sync.lost', () => void ask()),
    session.onLeave(() => stop()),
  ];
  const stop = () => {
    for (const end of ears) end();
  };
}
