/** How a text card looks: the shorter the text, the larger; the light is the author's own. */

/** The size in which a text is set; beside stickers there is less room for it. */
export function cardSize(text: string, isBesideStickers = false): 'short' | 'middling' | 'long' {
  const length = [...text].length;
  const room = isBesideStickers ? 0.4 : 1;
  if (length > 480 * room) return 'long';
  return length > 140 * room ? 'middling' : 'short';
}

/** The hue of the lamp behind an author's words, in degrees: between ember and moss. */
export function cardHue(username: string): number {
  const letters = [...username];
  return letters.reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 70, 11) + 10;
}
