import { wordsOf } from '$words';

const en = {
  share_story: 'Share “{title}”',
  link: 'A link',
  link_hint: 'Whoever has it can read the story, also without an account.',
  link_address: 'The link',
  copy: 'Copy the link',
  copied: 'Copied.',
  copy_yourself: 'Select it and copy it: the browser did not let us.',
  send_link: 'Send it…',
  clip: 'A clip that invites',
  clip_hint: 'It says the title, leads to the story, and fades after a day.',
  audience: 'Who sees the clip',
  post_clip: 'Post the clip',
  clip_posted: 'Your clip invites to “{title}”.',
  see_clip: 'See it',
  guests_share: 'The address of this page leads here, for everyone.',
  feed: 'What others read',
  feed_lead: 'What the people you follow published, finished and reviewed.',
  published: '{name} published {title}',
  updated: '{name} published a new version of {title}',
  finished: '{name} finished {title}',
  reviewed: '{name} reviewed {title}',
  version: 'Version {count}',
  stars: { one: '{count} star of 5', other: '{count} stars of 5' },
  new_entries: { one: 'Show {count} new', other: 'Show {count} new' },
  new_entries_many: 'Show what is new',
  feed_empty: 'Nothing has happened yet',
  feed_empty_hint: 'Follow people who read and write, and you will see here what they are up to.',
  find_people: 'Find people',
  find_story: 'Find a story',
  loading: 'Loading…',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
