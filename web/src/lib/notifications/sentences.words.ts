/** What notifications say. The service worker says it too, so this is words alone. */
const en = {
  clip_created: '{name} posted a clip',
  clip_reacted: '{name} reacted to your clip',
  clip_replied: '{name} replied to your clip',
  clip_commented: '{name} commented on your clip',
  clip_mentioned: '{name} mentioned you in a clip',
  clip_reposted: '{name} reposted your clip',
  follow_created: '{name} follows you',
  follow_requested: '{name} asks to follow you',
  follow_accepted: '{name} accepted your request: you follow them now',
  story_invited: '{name} invited you to write a story together',
  moderation_held: 'Something of yours is hidden while the moderators look at it',
  moderation_released: 'The moderators looked at something of yours: it is shown again',
  moderation_removed: 'The moderators removed something of yours',
  moderation_resolved: 'The moderators looked at what you reported',
  achievement_unlocked: 'You unlocked an achievement',
  review_created: '{name} reviewed your story',
  review_answered: '{name} answered your review',
  webhook_disabled: 'A webhook of yours was switched off, for it took nothing in days',
  other: 'Something happened',
  somebody: 'Somebody',
} as const;

export type Words = typeof en;
export default en;
