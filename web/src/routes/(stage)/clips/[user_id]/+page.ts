import { requireAccount } from '$lib/accounts/guards';
import { opened, openedHighlight } from '$lib/clips/viewing/opening';
import { shown } from '$lib/kit/loading';

export async function load({ params, url }) {
  await requireAccount(url);
  const highlight = url.searchParams.get('highlight');
  const { user_id } = params;
  return shown(highlight === null ? opened(user_id) : openedHighlight(user_id, highlight));
}
