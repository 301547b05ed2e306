import { wordsOf } from '$words';

const en = {
  not_for_you: 'This page is for those who run the server.',
  signed_out_elsewhere: 'Your session was ended elsewhere. What you were writing is kept.',
  house_line: 'Some stories fade by tomorrow. Some branch for years.',
  house_more: 'Clips that are gone in a day, and stories that ask you what happens next.',
  other_ways: 'Other ways in',

  sign_in: 'Sign in',
  name_or_email: 'Username or email',
  password: 'Password',
  show_password: 'Show the password',
  hide_password: 'Hide the password',
  forgotten: 'Forgot your password?',
  new_here: 'New here? Make an account',

  sign_up: 'Make an account',
  sign_up_lead: 'A name that others find you by, and a way back in.',
  username: 'Username',
  username_hint: '3 to 30 letters, digits, “_” and “.”',
  email: 'Email',
  email_hint: 'Seen by nobody else; the way back in when you forget your password.',
  have_invite: 'I have an invitation',
  invite: 'Invitation code',
  invite_hint: 'Whoever runs this server gave it to you.',
  join: 'Join',
  plays_come_along: 'What you played as a guest comes along.',
  have_account: 'You have an account? Sign in',

  strength_short: 'At least 8 characters. A few words in a row are hard to guess and easy to keep.',
  strength_weak: 'Easy to guess. A few words more make it hard.',
  strength_fair: 'Fair. One word more makes it strong.',
  strength_strong: 'Strong.',

  reset: 'A new password',
  reset_lead: 'We mail you a link that works once, within an hour.',
  send_mail: 'Send me the link',
  mail_sent: 'If an account has this email, a mail is on its way.',
  mail_hint: 'Nothing came? Look among the unwanted mail, or ask whoever runs this server.',
  reset_confirm_lead: 'It ends every session of yours, and deletes your API tokens.',
  new_password: 'New password',
  set_password: 'Set this password',
  password_set: 'Your password is changed. Sign in with it.',
  back_to_sign_in: 'Back to signing in',
  ask_again: 'Ask for another link',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
