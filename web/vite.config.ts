import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
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

export default defineConfig({
  plugins: [strictRoot(), sveltekit(), svelteTesting()],
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
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
