import { requireAccount } from '$lib/accounts/guards';
import { shown } from '$lib/kit/loading';
import { ImportRun } from '$lib/stories/workshop/importing/import.svelte';

/** The way in for files; `?import=` names one that goes on by itself. */
export async function load({ url }) {
  await requireAccount(url);
  const id = url.searchParams.get('import');
  return { run: id === null ? null : await shown(new ImportRun(id).read()) };
}
