/**
 * The hue of a story: its spine and cover have it, wherever the story stands.
 *
 *     <div class="hued" style:--hue={hueOf(story.story_id)}>
 */

/** Inks of bookbinders' cloth, in degrees of oklch: rust, ochre, olive, moss, sea, slate, wine. */
const CLOTHS = [36, 62, 84, 112, 145, 172, 200, 228, 252, 12] as const;

/** A whole number from 0 to 2³²-1 that is always the same for `text` (FNV-1a, 32 bits). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** The hue of the story, in degrees. */
export function hueOf(storyId: string): number {
  return CLOTHS[seedOf(storyId) % CLOTHS.length] ?? CLOTHS[0];
}
