import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

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
    'src/lib/kit/(api|clock|connection|problems|texts|words|announce|toasts)(\\.svelte)?\\.ts$',
    'src/lib/frame/(Frame|Overlay|words)\\.(ts|svelte)$',
    'src/lib/design/(Avatar|Button|Flame|IconButton|words)\\.(ts|svelte)$',
    'src/lib/(realtime/live|accounts/session|notifications/inbox|people/own)\\.svelte\\.ts$',
    'node_modules/(openapi-fetch|@sveltejs/kit/src|@lucide/svelte/dist/(Icon|utils))',
  ].join('|'),
);

/** Puts the ground into one file where the build is the browser's. */
function grounded(): Plugin {
  return {
    name: 'emberline-ground',
    outputOptions(options) {
      if (this.environment.config.consumer !== 'client') return null;
      const groups = [{ name: 'ground', test: GROUND }];
      return { ...options, codeSplitting: { groups } };
    },
  };
}

const isStyle = (file: string) => file.endsWith('.css');

export default defineConfig({
  plugins: [strictRoot(), grounded(), sveltekit(), svelteTesting()],
  build: {
    target: 'es2022',
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
