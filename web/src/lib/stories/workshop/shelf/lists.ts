/** Lists as people type them. */

/** What is parted by commas, each once. */
export function commaParted(text: string): string[] {
  return once(text.split(','));
}

/** What stands in lines, each once. */
export function inLines(text: string): string[] {
  return once(text.split('\n'));
}

function once(parts: readonly string[]): string[] {
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
}
