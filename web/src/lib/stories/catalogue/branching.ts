/**
 * The ornament of a cover without a picture: one line that forks until it has a tip for every
 * ending of the story. The same story always has the same ornament.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Branching {
  /** The `d` of an SVG path, in a field of WIDTH by HEIGHT. */
  readonly line: string;
  readonly tips: readonly Point[];
}

export const WIDTH = 100;
export const HEIGHT = 80;
/** More tips could not be told apart. */
export const MOST_TIPS = 9;
const MARGIN = 14;
/** Between these heights the line forks, measured from the top. */
const FORKS_FROM = 30;
const FORKS_TO = 58;

/** The ornament for `endings` endings (one at least, nine at most); `seed`: see `seedOf`. */
export function branching(seed: number, endings: number): Branching {
  const chance = chances(seed);
  const count = Math.min(MOST_TIPS, Math.max(1, Math.round(endings)));
  const step = count === 1 ? 0 : (WIDTH - 2 * MARGIN) / (count - 1);
  const tips = Array.from({ length: count }, (_, place) => ({
    x: count === 1 ? WIDTH / 2 : MARGIN + place * step,
    y: 8 + chance() * 16,
  }));
  const lines: string[] = [];
  const top = fork(tips, count, chance, lines);
  lines.unshift(curve({ x: WIDTH / 2, y: HEIGHT }, top));
  return { line: lines.join(''), tips };
}

/**
 * Joins the tips from left to right into one node, drawing the way to each; of `all` tips. A node
 * stands the lower the more tips it holds.
 */
function fork(tips: readonly Point[], all: number, chance: () => number, lines: string[]): Point {
  const [first, ...others] = tips;
  if (first === undefined || others.length === 0) return first ?? { x: WIDTH / 2, y: FORKS_TO };
  const cut = 1 + Math.floor((0.2 + 0.6 * chance()) * others.length);
  const parts = [tips.slice(0, cut), tips.slice(cut)];
  const ends = parts.map((part) => fork(part, all, chance, lines));
  const share = (tips.length - 1) / (all - 1);
  const node = {
    x: ends.reduce((sum, end) => sum + end.x, 0) / ends.length,
    y: FORKS_FROM + (FORKS_TO - FORKS_FROM) * share ** 0.7,
  };
  lines.push(...ends.map((end) => curve(node, end)));
  return node;
}

/** From one point up to another, leaving and arriving upright. */
function curve(from: Point, to: Point): string {
  const middle = (from.y + to.y) / 2;
  const parts = [from.x, from.y, from.x, middle, to.x, middle, to.x, to.y].map(
    (part) => Math.round(part * 10) / 10,
  );
  const [a, b, c, d, e, f, g, h] = parts;
  return `M${a} ${b}C${c} ${d} ${e} ${f} ${g} ${h}`;
}

/** Numbers from 0 to 1 that look like chance, the same for each seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
