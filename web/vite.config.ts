import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

import { drawnIcons } from './build/icons.js';
import { strictRoot } from './build/strict.js';

/** Where `npm run dev` finds the server that answers the calls. */
const server = process.env['EMBERLINE_AT'] ?? 'http://127.0.0.1:8080';

/** The calls of the server, by how their paths begin; the app has all others. */
const calls = [
  'api',
  'asyncapi.json',
  'docs',
  'events',
  'files',
  'g',
  'healthz',
  'highlights',
  'login',
  'media',
  'openapi.json',
  'readme',
  's',
  'signup',
  'stories',
  'ws',
];

/** What every page begins with: as one file it is compressed better than as thirty. */
const GROUND = new RegExp(
  [
    'src/lib/kit/(api|clock|connection|names|problems|texts|words|announce|toasts)(\\.svelte)?\\.ts$',
    'src/lib/frame/(Frame|Overlay|words)\\.(ts|svelte)$',
    'src/lib/design/(Ago|Avatar|Button|Empty|Flame|IconButton|More|Notice|words)\\.(ts|svelte)$',
    'src/lib/(realtime/live|accounts/session|notifications/inbox|people/own)\\.svelte\\.ts$',
    'node_modules/(openapi-fetch|@sveltejs/kit/src|@lucide/svelte/dist/icons/star\\.svelte)',
  ].join('|'),
);

/** What is put into one file each, because one request costs more than what a page does not need. */
const GROUPS = [
  { name: 'ground', test: GROUND },
  { name: 'icons', test: /@lucide\/svelte/, minShareCount: 2 },
  { name: 'parts', test: /src\/lib\/(design|kit)\//, minShareCount: 4 },
];

/** Puts these into their files where the build is the browser's. */
function grouped(): Plugin {
  return {
    name: 'emberline-groups',
    outputOptions(options) {
      if (this.environment.config.consumer !== 'client') return null;
      return { ...options, codeSplitting: { groups: GROUPS } };
    },
  };
}

const isStyle = (file: string) => file.endsWith('.css');

export default defineConfig({
  plugins: [strictRoot(), drawnIcons(), grouped(), sveltekit(), svelteTesting()],
  build: {
    target: 'es2022',
    // These know light-dark(); written out for older ones, what wears another theme keeps the page's.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The lists of what to fetch ahead for each page would be a tenth of the first page's code.
    modulePreload: { polyfill: false, resolveDependencies: (_, files) => files.filter(isStyle) },
  },
  server: {
    proxy: {
      [`^/(${calls.join('|').replaceAll('.', '\\.')})(/|\\?|$)`]: {
        target: server,
        ws: true,
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/setup-tests.ts'],
    passWithNoTests: false,
  },
});
