import { wordsOf } from '$words';

const en = {
  title: 'Webhooks',
  lead: 'What happens to you is sent to a program of yours, signed, as it happens.',
  url: 'Address',
  url_hint: 'https, and reachable from the internet.',
  events: 'What is sent',
  no_event: 'Choose at least one.',
  make: 'Make a webhook',
  made: 'Copy the secret now: it is not shown again',
  secret: 'Secret',
  none: 'No webhooks',
  none_hint: 'The guide says how a program checks that a delivery comes from here.',
  delete: 'Delete',
  delete_who: 'Delete {url}',
  deleted: 'The webhook is gone.',
  failing: 'Nothing was taken since {when}',
  disabled: 'Switched off: nothing was taken for days. Delete it, and make it anew.',
  works: 'Works',
  deliveries: 'Deliveries',
  deliveries_of: 'Deliveries to {url}',
  deliveries_none: 'Nothing was sent yet',
  event: 'Event',
  status: 'State',
  status_pending: 'On its way',
  status_delivered: 'Taken',
  status_failed: 'Given up',
  attempts: 'Tries',
  answer: 'Answer',
  no_answer: 'none',
  when: 'When',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
