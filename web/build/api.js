/**
 * Writes the types of the server's calls: `node build/api.js < openapi.json > schema.d.ts`, which
 * `npm run api` does.
 *
 * What only people read (examples, titles) is left out, and so are refusals, which have one shape
 * in all calls (`kit/problems.ts`): with them the file would be four times as long.
 */
import { text } from 'node:stream/consumers';

import openapiTS, { astToString } from 'openapi-typescript';

const HEADING =
  '// Made by `npm run api` from what the server says of itself; a test compares.\n\n';
const READ_BY_PEOPLE = new Set(['default', 'example', 'examples', 'title']);

/**
 * @param {unknown} value a part of the document
 * @param {boolean} areNames whether the keys of `value` are names of fields, not words of OpenAPI
 * @returns {unknown} the same without what only people read
 */
function bare(value, areNames = false) {
  if (Array.isArray(value)) return value.map((each) => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => areNames || !READ_BY_PEOPLE.has(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, bare(part, key === 'properties')]));
}

const document = JSON.parse(await text(process.stdin));
for (const calls of Object.values(document.paths))
  for (const call of Object.values(calls))
    for (const status of Object.keys(call.responses))
      if (status >= '4') delete call.responses[status];

const types = await openapiTS(JSON.stringify(bare(document)), { defaultNonNullable: false });
process.stdout.write(HEADING + astToString(types));
