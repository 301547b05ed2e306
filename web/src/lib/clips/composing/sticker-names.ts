/** How stickers are called where they are heard or listed. */
import type { PostSticker } from './draft';
import { t } from './words';

/** "Poll: Soup?", or "Poll, still empty". */
export function stickerName(sticker: PostSticker & { readonly name?: string }): string {
  const type = t(sticker.type);
  const words = wordsOn(sticker).trim();
  return words === '' ? t('sticker_empty', { type }) : t('sticker_name', { type, words });
}

function wordsOn(sticker: PostSticker & { readonly name?: string }): string {
  switch (sticker.type) {
    case 'poll':
      return sticker.question;
    case 'question':
      return sticker.prompt;
    case 'link':
      return sticker.url;
    default:
      return sticker.name ?? '';
  }
}
