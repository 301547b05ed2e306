import { requireAccount } from '$lib/accounts/guards';
import { titlesOfOwn } from '$lib/generations/making/books';
import { readMade } from '$lib/generations/making/making.svelte';
import { api, body } from '$lib/kit/api';
import { shown } from '$lib/kit/loading';

/** One thing that was made of a story, with a page of its log. */
export async function load({ url, params }) {
  await requireAccount(url);
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1));
  const path = { generation_id: params.id };
  const query = { page, pageSize: 50 };
  const logs = body(
    api.GET('/api/story-generations/{generation_id}/logs', { params: { path, query } }),
  );
  const all = Promise.all([readMade(params.id), titlesOfOwn(), logs]);
  const [made, titles, log] = await shown(all);
  return { made, title: titles.get(made.story_id), log };
}
