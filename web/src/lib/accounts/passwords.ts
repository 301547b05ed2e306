/** How hard a password is to guess, roughly and without asking anybody. */

/** As the server has it (`accounts/rules.py`). */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** What is tried first by whoever guesses. */
const COMMON =
  /pass(?:w[o0]rd)?|passwort|qwert[yz]|letmein|welcome|willkommen|admin|dragon|monkey|iloveyou|abc|hallo|geheim|emberline/g;
const KINDS: readonly (readonly [kind: RegExp, size: number])[] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\d/, 10],
  [/\s/, 1],
  [/[^\p{L}\d\s]/u, 20],
];
const WEAK_BITS = 42;
const FAIR_BITS = 64;

/** The strength of `password`; `known` are words that everybody would try: the name, the email. */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  if ([...password].length < PASSWORD_MIN) return 'short';
  const bits = unguessed(password, known) * bitsOfOne(password);
  return bits < WEAK_BITS ? 'weak' : bits < FAIR_BITS ? 'fair' : 'strong';
}

/** How many characters are left to guess: neither known, nor common, nor following from the last. */
function unguessed(password: string, known: readonly string[]): number {
  let rest = password.toLowerCase();
  for (const word of known.flatMap((text) => text.toLowerCase().split(/[@.\s]+/)))
    if (word.length > 2) rest = rest.replaceAll(word, '');
  const characters = [...rest.replace(COMMON, '')];
  return characters.filter((character, index) => {
    const step = (character.codePointAt(0) ?? 0) - (characters[index - 1]?.codePointAt(0) ?? -9);
    return Math.abs(step) > 1;
  }).length;
}

function bitsOfOne(password: string): number {
  const pool = KINDS.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
  return Math.log2(Math.max(pool, 2));
}
