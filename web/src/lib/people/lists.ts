/** The calls of people, as lists that come a page at a time. */
import { api, body, data, type Schema } from '$lib/kit/api';
import { Paged, type Page } from '$lib/kit/pages.svelte';

export type PersonCard = Schema<'PersonCard'>;
export type PublicProfile = Schema<'PublicProfile'>;

interface People {
  readonly data: PersonCard[];
  readonly meta: { readonly next_cursor: string | null };
}

const page = ({ data: items, meta }: People): Page<PersonCard> => ({
  items,
  next: meta.next_cursor,
});
const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** Who follows a person, newest first. */
export const followersOf = (user_id: string): Paged<PersonCard> =>
  new Paged(async (cursor) => {
    const params = { path: { user_id }, query: from(cursor) };
    return page(await body(api.GET('/api/users/{user_id}/followers', { params })));
  });

/** Whom a person follows, newest first. */
export const followedBy = (user_id: string): Paged<PersonCard> =>
  new Paged(async (cursor) => {
    const params = { path: { user_id }, query: from(cursor) };
    return page(await body(api.GET('/api/users/{user_id}/following', { params })));
  });

/** Who asks to follow the one signed in, newest first. */
export const followRequests = (): Paged<PersonCard> =>
  new Paged(async (cursor) =>
    page(await body(api.GET('/api/follow-requests', { params: { query: from(cursor) } }))),
  );

/** Whose name, or a word of it, begins with `q`. */
export const peopleCalled = (q: string): Paged<PersonCard> =>
  new Paged(async (cursor) =>
    page(await body(api.GET('/api/users/search', { params: { query: { q, ...from(cursor) } } }))),
  );

export type Boundary = 'block' | 'mute' | 'hide';

/** Everyone behind a boundary of one's own, newest first. */
export const behind = (boundary: Boundary): Paged<PersonCard> =>
  new Paged(async (cursor) =>
    page(await body(api.GET(`/api/${boundary}s` as const, { params: { query: from(cursor) } }))),
  );

/** Put a boundary between oneself and a person, or take it away. Throws a `Problem`. */
export async function bound(boundary: Boundary, user_id: string, stands: boolean): Promise<void> {
  const path = `/api/users/{user_id}/${boundary}` as const;
  const params = { path: { user_id } };
  await data(stands ? api.POST(path, { params }) : api.DELETE(path, { params }));
}

/** Follow a person (or ask to), or do so no more. Returns where one stands with them then. */
export async function follow(
  user_id: string,
  follows: boolean,
): Promise<Schema<'FollowState'>['state']> {
  const params = { path: { user_id } };
  const call = follows
    ? api.POST('/api/users/{user_id}/follow', { params })
    : api.DELETE('/api/users/{user_id}/follow', { params });
  return (await data(call)).state;
}

/** End that a person follows the one signed in. */
export async function removeFollower(user_id: string): Promise<void> {
  await data(api.DELETE('/api/users/{user_id}/follower', { params: { path: { user_id } } }));
}
