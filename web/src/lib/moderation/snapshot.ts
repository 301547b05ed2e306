/** What was reported, as it was: the fields of a snapshot in words. */
import { at } from '$lib/kit/times';

import type { Report } from './queue.svelte';
import { t } from './words';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface Evidence {
  readonly author: { readonly id: string; readonly name: string } | null;
  /** What people wrote, and what is said about it. */
  readonly facts: readonly Fact[];
  readonly media: { readonly url: string; readonly isVideo: boolean; readonly alt: string } | null;
  /** There was a file, and it is deleted. */
  readonly isMediaGone: boolean;
  readonly storyId: string | null;
}

const FIELDS = [
  ['title', 'field_title'],
  ['display_name', 'field_display_name'],
  ['story_title', 'field_story_title'],
  ['rating', 'field_rating'],
  ['text', 'field_text'],
  ['caption', 'field_caption'],
  ['description', 'field_description'],
  ['bio', 'field_bio'],
  ['alt_text', 'field_alt_text'],
  ['stickers', 'field_stickers'],
  ['answer', 'field_answer'],
  ['category', 'field_category'],
  ['tags', 'field_tags'],
  ['content_notes', 'field_content_notes'],
  ['visibility', 'field_visibility'],
  ['version', 'field_version'],
  ['published_at', 'field_published_at'],
  ['created_at', 'field_created_at'],
  ['expires_at', 'field_expires_at'],
] as const;

/** The snapshot of a report; empty once its author's account was erased. */
export function evidenceOf({ kind, id, snapshot }: Report): Evidence {
  const text = (field: string): string => {
    const value = snapshot[field];
    return typeof value === 'string' ? value : '';
  };
  const url = text('media_url');
  return {
    author: text('author_id') ? { id: text('author_id'), name: text('author_username') } : null,
    facts: FIELDS.flatMap(([field, name]) => {
      const value = inWords(field, snapshot[field]);
      return value ? [{ name: t(name), value }] : [];
    }),
    media: url
      ? { url, isVideo: text('kind') === 'video', alt: text('alt_text') || t('no_alt') }
      : null,
    isMediaGone: Boolean(snapshot['media_id']) && !url,
    storyId: kind === 'story' ? id : text('story_id') || null,
  };
}

function inWords(field: string, value: unknown): string {
  if (typeof value === 'string') return value && field.endsWith('_at') ? at(value) : value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return '';
  return value
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    .join(field === 'stickers' ? '\n' : ', ');
}
