import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    // One page for every address: the server sends it, the app finds its way.
    adapter: adapter({
      pages: '../emberline/web/site',
      assets: '../emberline/web/site',
      fallback: 'index.html',
      precompress: true,
    }),
    alias: { $words: 'src/lib/kit/words.ts' },
    output: { preloadStrategy: 'modulepreload' },
    // Built once, asked often: a page that is open learns that a newer one was installed.
    version: { pollInterval: 0 },
    typescript: {
      config: (config) => {
        config.include.push('../*.config.ts', '../*.config.js', '../build/**/*.js');
      },
    },
  },
};
