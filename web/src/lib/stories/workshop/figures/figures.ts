/** How readers fared with a version. */
import { api, body, type Schema } from '$lib/kit/api';
import { orNull } from '$lib/kit/problems';
import { saveFile } from '$lib/kit/saving';

import { t } from './words';

export type Analytics = Schema<'Analytics'>;

/** The figures of a version (null: of the newest); null where there is none. Throws a `Problem`. */
export async function figuresOf(
  storyId: string,
  version: number | null,
): Promise<Analytics | null> {
  const params = { path: { story_id: storyId }, query: { version } };
  const answer = await orNull(body(api.GET('/api/admin/stories/{story_id}/analytics', { params })));
  return answer === null || typeof answer === 'string' ? null : answer.data;
}

/** Keep the figures as a file. Throws a `Problem`. */
export async function saveFigures(
  storyId: string,
  version: number,
  format: 'csv' | 'json',
): Promise<void> {
  const params = { path: { story_id: storyId }, query: { version, format } };
  const call = api.GET('/api/admin/stories/{story_id}/analytics', { params, parseAs: 'blob' });
  const { response, data: file } = await call;
  if (file) saveFile(file, response.headers, `figures-${version}.${format}`);
}

/** The endings as bars. Two of the same name are told apart by a number. */
export function endingBars(endings: Analytics['endings']): { name: string; value: number }[] {
  const seen = new Map<string, number>();
  return endings.map(({ name, count }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { name: times > 1 ? `${name} (${times})` : name, value: count };
  });
}

const SOURCES = { catalogue: 'catalogue', clip: 'clip', link: 'link', feed: 'feed' } as const;

/** What brought readers, in words. */
export function sourceName(source: string): string {
  return isKnown(source) ? t(SOURCES[source]) : source;
}

function isKnown(source: string): source is keyof typeof SOURCES {
  return Object.hasOwn(SOURCES, source);
}
