import type { Translation } from '$words';

import type { Words } from './words';

export default {
  reason: 'Was stimmt damit nicht?',
  spam: 'Werbung oder Spam',
  nudity: 'Nacktheit',
  violence: 'Gewalt',
  harassment: 'Belästigung',
  other: 'Etwas anderes',
  note: 'Was du noch sagen willst',
  note_hint: 'Nur die Moderation liest es.',
  send: 'Melden',
  cancel: 'Abbrechen',
  reported: 'Danke. Die Moderation sieht es sich an.',
} satisfies Translation<Words>;
