/** How pages are set for reading: kept on this device, for every story. Colours are the app's. */
import { storage } from '$lib/kit/storage';

const KEY = 'emberline.reading';

export const FONTS = ['serif', 'sans', 'clear'] as const;
/** Times the usual size of reading. */
export const SIZES = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;
export const WIDTHS = ['narrow', 'usual', 'wide'] as const;
export const LEADINGS = [1.4, 1.65, 1.9, 2.2] as const;

export type Font = (typeof FONTS)[number];
export type Width = (typeof WIDTHS)[number];

interface Kept {
  font: Font;
  size: number;
  width: Width;
  leading: number;
  /** Whether keys alone choose (1 to 9, and letters). */
  keys: boolean;
}

const USUAL: Kept = { font: 'serif', size: 1, width: 'usual', leading: 1.65, keys: true };

class Appearance {
  font = $state<Font>(USUAL.font);
  size = $state<number>(USUAL.size);
  width = $state<Width>(USUAL.width);
  leading = $state<number>(USUAL.leading);
  keys = $state<boolean>(USUAL.keys);

  constructor() {
    const kept = read();
    if (FONTS.includes(kept.font)) this.font = kept.font;
    this.size = nearest(SIZES, kept.size);
    if (WIDTHS.includes(kept.width)) this.width = kept.width;
    this.leading = nearest(LEADINGS, kept.leading);
    this.keys = kept.keys !== false;
  }

  /** Keep what was changed. */
  keep(): void {
    const { font, size, width, leading, keys } = this;
    storage.set(KEY, JSON.stringify({ font, size, width, leading, keys }));
  }

  /** One step larger or smaller; at the end it stays. */
  resize(steps: 1 | -1): void {
    const at = SIZES.findIndex((size) => size === this.size) + steps;
    this.size = SIZES[Math.max(0, Math.min(SIZES.length - 1, at))] ?? this.size;
    this.keep();
  }

  /** As it was at first; the colours stay. */
  reset(): void {
    Object.assign(this, USUAL);
    this.keep();
  }
}

function read(): Kept {
  try {
    return { ...USUAL, ...(JSON.parse(storage.get(KEY) ?? '{}') as Partial<Kept>) };
  } catch {
    return USUAL;
  }
}

/** The value of `among` that is nearest to what was kept, whatever that was. */
function nearest(among: readonly number[], kept: unknown): number {
  const wanted = typeof kept === 'number' ? kept : 1;
  return among.reduce((best, each) =>
    Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best,
  );
}

export const appearance = new Appearance();
