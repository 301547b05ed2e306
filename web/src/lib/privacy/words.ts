import { wordsOf } from '$words';

const en = {
  title: 'Your data',
  take: 'Take it with you',
  take_means:
    'Everything that is kept about you, in one JSON file: account, people, clips, stories, plays, notifications. The addresses of pictures and films in it work for an hour; save what you want to keep.',
  download: 'Download my data',
  downloaded: 'Your data is in your downloads.',
  leave: 'Leave for good',
  leave_means:
    'Your account goes, and with it your clips, your stories with all their versions, your plays, replies and reviews, and every file. It cannot be undone, and nobody can bring it back.',
  leave_begin: 'Delete my account…',
  leave_ask: 'Delete your account?',
  leave_export: 'Have you taken your data with you?',
  type_name: 'Type your username, {name}',
  password: 'Your password',
  leave_now: 'Delete everything',
  cancel: 'Cancel',
  gone: 'Your account is gone. Farewell.',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
