/** What a clip takes as its photo or video, told before a byte is sent. The server has the last word. */
import { bytes, minutes } from '$lib/kit/times';

import { t } from './words';

export type MediaKind = 'image' | 'video';

/** What the file picker offers. Some systems know no media type for HEIC and MKV, so names help. */
export const TAKEN = 'image/*,video/*,.heic,.heif,.avif,.mkv,.flv,.wmv,.avi';

const MOST_BYTES = 100 * 1024 * 1024;
const MOST_SECONDS = 5 * 60;
const VIDEO_NAMES = /\.(mp4|avi|mov|mkv|webm|flv|wmv|m4v)$/i;
const IMAGE_NAMES = /\.(jpe?g|png|gif|webp|bmp|svg|hei[cf]|avif)$/i;

/** What a file shows, by its type or its name; null for what a clip cannot show. */
export function kindOf(file: { readonly type: string; readonly name: string }): MediaKind | null {
  if (file.type.startsWith('image/') || IMAGE_NAMES.test(file.name)) return 'image';
  if (file.type.startsWith('video/') || VIDEO_NAMES.test(file.name)) return 'video';
  return null;
}

/** Why a clip cannot take the file, in words; null when nothing speaks against it. */
export function refusal(file: File): string | null {
  if (kindOf(file) === null) return t('no_picture');
  if (file.size === 0) return t('empty');
  if (file.size > MOST_BYTES)
    return t('too_large', { size: bytes(file.size), most: bytes(MOST_BYTES) });
  return null;
}

/** Why a video of so many seconds is not taken; null when it is. */
export function tooLong(seconds: number): string | null {
  if (!Number.isFinite(seconds) || seconds <= MOST_SECONDS) return null;
  return t('video_too_long', { length: minutes(seconds), most: minutes(MOST_SECONDS) });
}
