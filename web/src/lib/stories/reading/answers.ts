/** Answers to puzzles, from what a person writes and moves. */
import { locale } from '$words';

const decimal = new Intl.NumberFormat(locale)
  .formatToParts(1.5)
  .find(({ type }) => type === 'decimal')?.value;

/**
 * The number that was written: `4.30`, `4,30`, `1 250`. A single comma parts decimals where the
 * page's language has it so, or where three digits do not follow it. Null for what is no number.
 */
export function numberIn(written: string): number | null {
  const bare = written
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace('−', '-');
  const isDecimal = /^[^,.]*,\d*$/.test(bare) && (decimal === ',' || !/,\d{3}$/.test(bare));
  const plain = isDecimal ? bare.replace(',', '.') : bare.replaceAll(',', '');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** `parts` with the one at `from` at `to` instead; ends are ends. */
export function moved<T>(parts: readonly T[], from: number, to: number): T[] {
  const at = Math.max(0, Math.min(parts.length - 1, to));
  const rest = parts.filter((_, place) => place !== from);
  return [...rest.slice(0, at), ...parts.slice(from, from + 1), ...rest.slice(at)];
}
