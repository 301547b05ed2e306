/** What is being written: a clip before it is one. */
import { newId } from '$lib/kit/ids';
import type { paths } from '$lib/kit/schema';
import type { UploadPlace } from '$lib/media/upload.svelte';
import type { MediaKind } from '$lib/media/files';

import type { PersonCard, Visibility } from '../audience/audience';

/** The body of `POST /stories`. */
export type PostClip = NonNullable<
  paths['/stories']['post']['requestBody']
>['content']['application/json'];
export type PostSticker = NonNullable<PostClip['stickers']>[number];

/** A sticker on the card: what is sent of it, and what shows it. */
export type DraftSticker = PostSticker & {
  /** Tells it from the others while it is laid. */
  readonly key: string;
  /** How the person or the story is called. */
  readonly name?: string;
};

/** The photo or video of a draft; the file itself is kept beside it. */
export interface DraftMedia {
  readonly name: string;
  readonly kind: MediaKind;
  readonly place: UploadPlace;
}

export interface DraftStory {
  readonly story_id: string;
  readonly title: string;
}

export interface Draft {
  text: string;
  caption: string;
  altText: string;
  visibility: Visibility;
  people: readonly PersonCard[];
  /** Seconds until it fades. */
  lifetime: number;
  /** How many may see it; 0 for any number. */
  maxViews: number;
  allowReplies: boolean;
  allowReactions: boolean;
  allowComments: boolean;
  stickers: readonly DraftSticker[];
  story: DraftStory | null;
  /** A time of the person's own time zone, as a date-time field holds it; empty for at once. */
  publishAt: string;
  media: DraftMedia | null;
  /** Makes posting safe to repeat. */
  key: string;
  /** The body that was sent with the key, once it was: its answer may have been lost. */
  sent: string | null;
  /** When it was kept last, by the device's clock; 0 for never. */
  keptAt: number;
}

const HOUR = 3600;
/** How long a clip may last, by choice: seconds. */
export const LIFETIMES = [HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR] as const;
export const MOST = {
  text: 2000,
  caption: 500,
  altText: 1500,
  stickers: 10,
  question: 200,
  option: 80,
  options: 4,
  views: 100_000,
} as const;
/** So far ahead a clip may be scheduled, in milliseconds. */
export const MOST_AHEAD = 30 * 24 * HOUR * 1000;

/** A draft in which nothing stands yet. */
export function blankDraft(): Draft {
  return {
    text: '',
    caption: '',
    altText: '',
    visibility: 'PUBLIC',
    people: [],
    lifetime: 24 * HOUR,
    maxViews: 0,
    allowReplies: true,
    allowReactions: true,
    allowComments: true,
    stickers: [],
    story: null,
    publishAt: '',
    media: null,
    key: newId(),
    sent: null,
    keptAt: 0,
  };
}

/** Whether nothing was written that would be a loss. */
export function isBlank(draft: Draft): boolean {
  const written = [draft.text, draft.caption, draft.altText].some((words) => words.trim() !== '');
  return !written && draft.media === null && draft.stickers.length === 0 && draft.story === null;
}

/** What `POST /stories` gets. `mode`: at once or at the time chosen, or as a draft on the server. */
export function postOf(draft: Draft, mode: 'publish' | 'draft'): PostClip {
  const { media } = draft;
  const isScheduled = mode === 'publish' && draft.publishAt !== '';
  return {
    text: draft.text.trim() || null,
    media_id: media?.place.mediaId ?? null,
    caption: draft.caption.trim() || null,
    alt_text: media ? draft.altText.trim() || null : null,
    visibility: draft.visibility,
    audience_user_ids:
      draft.visibility === 'CUSTOM' ? draft.people.map((person) => person.user_id) : [],
    expires_in: draft.lifetime,
    max_views: draft.maxViews || null,
    allow_replies: draft.allowReplies,
    allow_reactions: draft.allowReactions,
    allow_comments: draft.allowComments,
    stickers: draft.stickers.map(asPosted),
    story_link: draft.story?.story_id ?? null,
    draft: mode === 'draft',
    publish_at: isScheduled ? new Date(draft.publishAt).toISOString() : null,
  };
}

function asPosted(sticker: DraftSticker): PostSticker {
  const place = { x: sticker.x, y: sticker.y };
  switch (sticker.type) {
    case 'poll': {
      const { type, question, options } = sticker;
      return { ...place, type, question, options };
    }
    case 'question':
      return { ...place, type: sticker.type, prompt: sticker.prompt };
    case 'mention':
      return { ...place, type: sticker.type, user_id: sticker.user_id };
    case 'link':
      return { ...place, type: sticker.type, url: sticker.url };
    case 'story':
      return { ...place, type: sticker.type, story_id: sticker.story_id };
  }
}
