/** Who may open a page. For `load` functions. */
import { error, redirect } from '@sveltejs/kit';

import { unreachable } from '$lib/kit/problems';

import { session, type Account } from './session.svelte';
import { t } from './words';

/** The account; a guest is sent to sign in, and comes back to `url`. */
export async function requireAccount(url: URL): Promise<Account> {
  await session.begin();
  if (session.isUnsure) {
    const { message, title } = unreachable();
    error(503, { message, problem: title });
  }
  if (session.user === null)
    redirect(302, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  return session.user;
}

/** The account, with one of `roles`; others get a 403 in words. */
export async function requireRole(url: URL, ...roles: Account['role'][]): Promise<Account> {
  const account = await requireAccount(url);
  if (!roles.includes(account.role)) error(403, { message: t('not_for_you') });
  return account;
}

/** Where to go after signing in: a path of this app, never an address elsewhere. */
export function nextPath(url: URL): string {
  const asked = url.searchParams.get('next') ?? '/';
  if (!URL.canParse(asked, url.origin)) return '/';
  const next = new URL(asked, url.origin);
  // As the browser reads it: a tab, a dot or a backslash may hide the two slashes of another host.
  const isHere = next.origin === url.origin && !next.pathname.startsWith('//');
  return isHere ? next.pathname + next.search + next.hash : '/';
}
