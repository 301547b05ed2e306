/** How one's own clips are called in lists and for screen readers. */
import type { Clip } from '../viewing/clips';
import { t } from './words';

const MOST = 80;

/** The words of the clip, shortened; what it is where it has none. */
export function clipName(clip: Pick<Clip, 'kind' | 'text' | 'caption' | 'alt_text'>): string {
  const words = (clip.text ?? clip.caption ?? clip.alt_text ?? '').replace(/\s+/g, ' ').trim();
  if (words === '') return clip.kind === 'video' ? t('video') : t('photo');
  const letters = [...words];
  return letters.length <= MOST ? words : `${letters.slice(0, MOST - 1).join('')}…`;
}
