/** The theme of the app on this device: here it changes, `early.js` has it before the first paint. */
import { storage } from '$lib/kit/storage';

export const THEMES = ['system', 'light', 'dark', 'sepia', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'emberline.theme';

class Wardrobe {
  #worn = $state<Theme>(THEMES.find((theme) => theme === storage.get(KEY)) ?? 'system');

  /** The chosen one; `system` follows the device. */
  get theme(): Theme {
    return this.#worn;
  }

  set theme(theme: Theme) {
    this.#worn = theme;
    storage.set(KEY, theme === 'system' ? null : theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}

export const wardrobe = new Wardrobe();
