/** The people whom a clip names. */
import { api, data } from '$lib/kit/api';
import { orNull } from '$lib/kit/problems';

import type { PersonCard } from './audience';

/** So many are asked for at a time: an audience may be a thousand. */
const TOGETHER = 6;

/** They, in that order, without those who are gone. Throws a `Problem` where one cannot be read. */
export async function peopleOf(userIds: readonly string[]): Promise<readonly PersonCard[]> {
  const found: PersonCard[] = [];
  for (let from = 0; from < userIds.length; from += TOGETHER) {
    const read = await Promise.all(userIds.slice(from, from + TOGETHER).map(personOf));
    found.push(...read.filter((person) => person !== null));
  }
  return found;
}

function personOf(user_id: string): Promise<PersonCard | null> {
  return orNull(data(api.GET('/api/users/{user_id}', { params: { path: { user_id } } })));
}
