/** The parts of a story's workshop, each read when it is opened. */
import { madeOf } from '$lib/generations/making/books';

import { checked } from '../checking/check';
import { figuresOf } from '../figures/figures';
import { activityOf } from '../people/activity';
import { rehearsed } from '../publishing/rehearsal';
import { Comparison, versionsOf } from '../versions/versions.svelte';
import { nodeNames } from './nodes';

export const PARTS = [
  'overview',
  'check',
  'publish',
  'versions',
  'people',
  'figures',
  'books',
] as const;
export type PartName = (typeof PARTS)[number];

/** The name of a part as the address says it; the first where it says none that there is. */
export function partName(said: string | null): PartName {
  return PARTS.find((part) => part === said) ?? 'overview';
}

/** What a part shows at first. Throws a `Problem`. */
export async function openPart(name: PartName, storyId: string, query: URLSearchParams) {
  switch (name) {
    case 'overview':
      return { name };
    case 'check':
      return { name, checked: await checked(storyId) };
    case 'publish':
      return { name, rehearsal: await rehearsed(storyId) };
    case 'versions':
      return { name, ...(await openVersions(storyId, query)) };
    case 'people': {
      const [activity, names] = await Promise.all([activityOf(storyId), nodeNames(storyId)]);
      return { name, activity, names };
    }
    case 'figures': {
      const version = Number(query.get('version')) || null;
      return { name, figures: await figuresOf(storyId, version) };
    }
    case 'books':
      return { name, made: await madeOf(storyId) };
  }
}

export type Part = Awaited<ReturnType<typeof openPart>>;

async function openVersions(storyId: string, query: URLSearchParams) {
  const [from, to] = [query.get('from'), query.get('to')];
  const [versions, comparison, names] = await Promise.all([
    versionsOf(storyId),
    from && to ? new Comparison(storyId, from, to).read() : null,
    nodeNames(storyId),
  ]);
  return { versions, comparison, names };
}
