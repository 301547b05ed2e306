/** Where a notification leads. For pages and the service worker alike: it knows neither. */

/** What a notification tells of, as far as its place depends on it. */
export interface Told {
  readonly type: string;
  /** The id of who did it, where a person did and it is known. */
  readonly actor?: string | undefined;
  readonly clip?: string | undefined;
  readonly story?: string | undefined;
}

type Place = (told: Told) => string | null;

const ofActor: Place = ({ actor, clip }) =>
  actor && clip ? `/clips/${actor}?clip=${clip}` : actor ? `/people/${actor}` : null;
const ofOwnClip: Place = ({ clip }) => (clip ? `/my/clips/${clip}` : null);
const ofAnswers: Place = ({ clip }) => (clip ? `/my/clips/${clip}?tab=answers` : null);
const ofStory: Place = ({ story }) => (story ? `/story/${story}` : null);
const ofOwnThing: Place = ({ clip, story }) =>
  clip ? `/my/clips/${clip}` : story ? `/my/stories/${story}` : null;

const PLACES: Readonly<Record<string, Place>> = {
  'clip.created': ofActor,
  'clip.mentioned': ofActor,
  'clip.reposted': ofActor,
  'clip.reacted': ofOwnClip,
  'clip.replied': ofAnswers,
  'clip.commented': ofAnswers,
  'follow.created': ofActor,
  'follow.accepted': ofActor,
  'follow.requested': () => '/people/requests',
  'story.invited': ofOwnThing,
  'review.created': ofStory,
  'review.answered': ofStory,
  'moderation.held': ofOwnThing,
  'moderation.released': ofOwnThing,
  // What was removed is not there to be looked at.
  'moderation.removed': () => null,
  'moderation.resolved': () => null,
  'achievement.unlocked': () => '/my/achievements',
  'webhook.disabled': () => '/settings/webhooks',
};

/** The path of the page that shows what was told; null where nothing is to be seen. */
export function placeOf(told: Told): string | null {
  return PLACES[told.type]?.(told) ?? null;
}
