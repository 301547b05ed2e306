import type { Translation } from '$words';

import type { Words } from './sentences.words';

export default {
  clip_created: '{name} hat einen Clip gepostet',
  clip_reacted: '{name} hat auf deinen Clip reagiert',
  clip_replied: '{name} hat auf deinen Clip geantwortet',
  clip_commented: '{name} hat deinen Clip kommentiert',
  clip_mentioned: '{name} hat dich in einem Clip erwähnt',
  clip_reposted: '{name} hat deinen Clip geteilt',
  follow_created: '{name} folgt dir',
  follow_requested: '{name} möchte dir folgen',
  follow_accepted: '{name} hat deine Anfrage angenommen: du folgst jetzt',
  story_invited: '{name} lädt dich ein, gemeinsam eine Geschichte zu schreiben',
  moderation_held: 'Etwas von dir ist verborgen, während die Moderation es prüft',
  moderation_released: 'Die Moderation hat etwas von dir geprüft: es ist wieder zu sehen',
  moderation_removed: 'Die Moderation hat etwas von dir entfernt',
  moderation_resolved: 'Die Moderation hat geprüft, was du gemeldet hast',
  achievement_unlocked: 'Du hast einen Erfolg freigeschaltet',
  review_created: '{name} hat deine Geschichte rezensiert',
  review_answered: '{name} hat auf deine Rezension geantwortet',
  webhook_disabled: 'Ein Webhook von dir wurde abgeschaltet, denn er nahm tagelang nichts an',
  other: 'Etwas ist geschehen',
  somebody: 'Jemand',
} satisfies Translation<Words>;
