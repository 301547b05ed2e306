import type { Translation } from '$words';

import type { Words } from './words';

export default {
  not_for_you: 'Diese Seite ist für die, die den Server betreiben.',
  signed_out_elsewhere:
    'Deine Sitzung wurde anderswo beendet. Was du geschrieben hast, ist aufgehoben.',
  house_line: 'Manche Geschichten verblassen bis morgen. Manche verzweigen sich über Jahre.',
  house_more:
    'Clips, die nach einem Tag fort sind, und Geschichten, die dich fragen, wie es weitergeht.',
  other_ways: 'Andere Wege hinein',

  sign_in: 'Anmelden',
  name_or_email: 'Benutzername oder E-Mail',
  password: 'Passwort',
  show_password: 'Passwort zeigen',
  hide_password: 'Passwort verbergen',
  forgotten: 'Passwort vergessen?',
  new_here: 'Neu hier? Konto anlegen',

  sign_up: 'Konto anlegen',
  sign_up_lead: 'Ein Name, unter dem andere dich finden, und ein Weg zurück hierher.',
  username: 'Benutzername',
  username_hint: '3 bis 30 Buchstaben, Ziffern, „_“ und „.“',
  email: 'E-Mail',
  email_hint: 'Niemand sonst sieht sie; sie hilft dir, wenn du dein Passwort vergisst.',
  have_invite: 'Ich habe eine Einladung',
  invite: 'Code der Einladung',
  invite_hint: 'Du hast ihn von denen, die diesen Server betreiben.',
  join: 'Mitmachen',
  plays_come_along: 'Was du als Gast gespielt hast, kommt mit.',
  have_account: 'Du hast ein Konto? Anmelden',

  strength_short:
    'Mindestens 8 Zeichen. Ein paar Wörter hintereinander sind schwer zu erraten und leicht zu merken.',
  strength_weak: 'Leicht zu erraten. Ein paar Wörter mehr machen es schwer.',
  strength_fair: 'Mittel. Ein Wort mehr macht es stark.',
  strength_strong: 'Stark.',

  reset: 'Ein neues Passwort',
  reset_lead: 'Du bekommst einen Link per Mail. Er gilt eine Stunde und ein einziges Mal.',
  send_mail: 'Link schicken',
  mail_sent: 'Falls ein Konto diese E-Mail hat, ist die Mail unterwegs.',
  mail_hint: 'Nichts gekommen? Sieh im Spam nach oder frage die, die diesen Server betreiben.',
  reset_confirm_lead: 'Es beendet alle deine Sitzungen und löscht deine API-Schlüssel.',
  new_password: 'Neues Passwort',
  set_password: 'Dieses Passwort setzen',
  password_set: 'Dein Passwort ist geändert. Melde dich damit an.',
  back_to_sign_in: 'Zurück zum Anmelden',
  ask_again: 'Einen neuen Link anfordern',
} satisfies Translation<Words>;
