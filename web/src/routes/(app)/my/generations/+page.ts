import { requireAccount } from '$lib/accounts/guards';
import { madePage } from '$lib/generations/making/books';
import { shown } from '$lib/kit/loading';

/** What was made of one's stories; `?page=` counts from 1. */
export async function load({ url }) {
  await requireAccount(url);
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1));
  return { made: await shown(madePage(page)) };
}
