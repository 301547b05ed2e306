/** Whom a clip is meant for, and what that means, in words. */
import type { Schema } from '$lib/kit/api';
import { nameOf as personName } from '$lib/kit/names';
import { locale } from '$words';

import { t } from './words';

export type Visibility = Schema<'Clip'>['visibility'];
export type PersonCard = Schema<'PersonCard'>;

/** In the order in which they are offered: from everyone to nobody. */
export const VISIBILITIES = ['PUBLIC', 'FOLLOWERS', 'CLOSE_FRIENDS', 'CUSTOM', 'PRIVATE'] as const;

/** So many people an audience of chosen ones holds. */
export const MOST_PEOPLE = 1000;
/** So many names a sentence bears. */
const NAMED = 3;

/** How many there are at this moment; null while nobody knows. */
export interface Counts {
  readonly followers: number | null;
  readonly closeFriends: number | null;
}

const list = new Intl.ListFormat(locale, { type: 'conjunction' });
const enumeration = new Intl.ListFormat(locale, { type: 'unit', style: 'long' });

/** What the visibility is called. */
export function nameOf(visibility: Visibility): string {
  const names = {
    PUBLIC: t('public'),
    FOLLOWERS: t('followers'),
    CLOSE_FRIENDS: t('close_friends'),
    CUSTOM: t('custom'),
    PRIVATE: t('private'),
  };
  return names[visibility];
}

/** A few words beside the name, with how many they are where that is known. */
export function hintOf(visibility: Visibility, counts: Counts, chosen: number): string {
  switch (visibility) {
    case 'PUBLIC':
      return t('public_hint');
    case 'FOLLOWERS':
      return counts.followers === null ? '' : t('followers_hint', { count: counts.followers });
    case 'CLOSE_FRIENDS':
      return counts.closeFriends === null
        ? ''
        : t('close_friends_hint', { count: counts.closeFriends });
    case 'CUSTOM':
      return chosen ? t('chosen', { count: chosen }) : t('custom_hint');
    case 'PRIVATE':
      return t('private_hint');
  }
}

/** The consequence, as a sentence: who will see the clip, and how many that are now. */
export function meaning(
  visibility: Visibility,
  counts: Counts,
  people: readonly Pick<PersonCard, 'username' | 'display_name'>[],
): string {
  switch (visibility) {
    case 'PUBLIC':
      return t('public_means');
    case 'FOLLOWERS':
      if (counts.followers === null) return t('followers_uncounted');
      return counts.followers
        ? t('followers_means', { count: counts.followers })
        : t('followers_none');
    case 'CLOSE_FRIENDS':
      if (counts.closeFriends === null) return t('close_friends_uncounted');
      return counts.closeFriends
        ? t('close_friends_means', { count: counts.closeFriends })
        : t('close_friends_none');
    case 'CUSTOM':
      return people.length === 0
        ? t('custom_none')
        : t('custom_means', { count: people.length, names: named(people) });
    case 'PRIVATE':
      return t('private_means');
  }
}

/** The names of a few people; of many the first, and how many more. */
export function named(people: readonly Pick<PersonCard, 'username' | 'display_name'>[]): string {
  const names = people.map(personName);
  if (names.length <= NAMED) return list.format(names);
  const shown = names.slice(0, NAMED - 1);
  return t('and_more', { names: enumeration.format(shown), count: names.length - shown.length });
}
