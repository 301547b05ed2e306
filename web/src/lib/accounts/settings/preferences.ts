/** One's preferences: each change is kept at once, and taken back where that fails. */
import { api, data, type Schema } from '$lib/kit/api';
import { asProblem } from '$lib/kit/problems';
import { done, wrong } from '$lib/kit/toasts.svelte';

import { t } from './words';

export type Preferences = Schema<'PreferencesAnswer'>;
type Changes = Partial<Schema<'ChangePreferences'>>;

/** Read them. Throws a `Problem`. */
export const readPreferences = (): Promise<Preferences> => data(api.GET('/api/auth/preferences'));

/** Keep `changes`. Returns all of them as they are then; null, having said why, where it failed. */
export async function keepPreferences(changes: Changes): Promise<Preferences | null> {
  try {
    const kept = await data(api.PUT('/api/auth/preferences', { body: changes }));
    done(t('saved'));
    return kept;
  } catch (failure) {
    wrong(asProblem(failure));
    return null;
  }
}
