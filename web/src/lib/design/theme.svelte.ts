/** The theme of the app on this device: here it changes, `theme.js` has it before the first paint. */

export const THEMES = ['system', 'light', 'dark', 'sepia', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'emberline.theme';

class Wardrobe {
  #worn = $state<Theme>(THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system');

  /** The chosen one; `system` follows the device. */
  get theme(): Theme {
    return this.#worn;
  }

  set theme(theme: Theme) {
    this.#worn = theme;
    if (theme === 'system') {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset['theme'];
    } else {
      localStorage.setItem(KEY, theme);
      document.documentElement.dataset['theme'] = theme;
    }
  }
}

export const wardrobe = new Wardrobe();
