import type { Boundary } from '$lib/people/lists';

const KINDS: readonly Boundary[] = ['block', 'mute', 'hide'];

export async function load({ parent, url }) {
  await parent();
  const tab = url.searchParams.get('tab');
  return { boundary: KINDS.find((kind) => kind === tab) ?? 'block' };
}
