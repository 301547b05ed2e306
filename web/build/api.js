/**
 * Writes `src/lib/kit/schema.d.ts`, the types of the calls, from the OpenAPI document on stdin.
 * With `--print` to stdout instead, to compare.
 *
 * Errors have one shape in all calls (`kit/problems.ts`) and are left out: with them the file
 * would be four times as long.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import openapi, { astToString } from 'openapi-typescript';

const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head'];
const document = JSON.parse(readFileSync(0, 'utf8'));

for (const operations of Object.values(document.paths))
  for (const method of METHODS) {
    const responses = operations[method]?.responses ?? {};
    for (const status of Object.keys(responses))
      if (!status.startsWith('2')) delete responses[status];
  }

const head = '// Made by `npm run api` from the OpenAPI document; a test compares.\n\n';
const types = head + astToString(await openapi(document));
if (process.argv.includes('--print')) process.stdout.write(types);
else writeFileSync(new URL('../src/lib/kit/schema.d.ts', import.meta.url), types);
