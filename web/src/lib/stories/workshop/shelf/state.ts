/** How a story stands, in words. */
import { t } from './words';

interface Standing {
  readonly isPublished: boolean;
  /** The newest published version; 0 before the first. */
  readonly version: number;
  readonly updatedAt: string;
  /** When the newest version came out; null where that is not known. */
  readonly publishedAt: string | null;
}

/** "Draft…", "Published, version 3, changed since" and the like. */
export function standing({ isPublished, version, updatedAt, publishedAt }: Standing): string {
  if (!isPublished) return version ? t('taken_back', { version }) : t('draft');
  const isChanged = publishedAt !== null && Date.parse(updatedAt) > Date.parse(publishedAt);
  return isChanged ? t('out_changed', { version }) : t('out', { version });
}
