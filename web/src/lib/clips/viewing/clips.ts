/** Clips as the tray and the viewer read them. */
import { api, body, type Schema } from '$lib/kit/api';

export type Clip = Schema<'Clip'>;
export type Sticker = Schema<'ShownSticker'>;
export type TrayEntry = Schema<'TrayEntry'>;

const PAGE = 100;

/** All active clips of a person that may be seen, in playing order. Throws a `Problem`. */
export async function clipsOf(user_id: string): Promise<readonly Clip[]> {
  const clips: Clip[] = [];
  let cursor: string | null = null;
  do {
    const { data, meta }: Schema<'Listing_Clip_'> = await body(
      api.GET('/stories/{user_id}', {
        params: { path: { user_id }, query: { limit: PAGE, ...(cursor ? { cursor } : {}) } },
      }),
    );
    clips.push(...data);
    cursor = meta.next_cursor;
  } while (cursor !== null);
  return clips.filter((clip) => clip.status === 'ready');
}

/** Where to begin with a person's clips: the first unseen one, else the first. */
export function beginningOf(clips: readonly Pick<Clip, 'seen'>[]): number {
  return Math.max(
    0,
    clips.findIndex((clip) => !clip.seen),
  );
}
