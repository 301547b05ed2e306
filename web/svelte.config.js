import adapter from '@sveltejs/adapter-static';

import strict from './build/strict.js';

const site = '../emberline/web/site';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    // One page for every address: the server sends it, the app finds its way.
    adapter: strict(adapter({ pages: site, assets: site, fallback: 'index.html' }), site),
    alias: { $words: 'src/lib/kit/words.ts' },
    // The app registers its worker itself, once a page has settled.
    serviceWorker: { register: false },
    output: { preloadStrategy: 'modulepreload' },
    typescript: {
      config: (config) => {
        config.include.push('../*.config.ts', '../*.config.js', '../build/**/*.js');
      },
    },
  },
};
