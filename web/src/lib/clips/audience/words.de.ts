import type { Translation } from '$words';

import type { Words } from './words';

export default {
  who: 'Wer ihn sieht',
  public: 'Alle',
  followers: 'Follower',
  close_friends: 'Enge Freunde',
  custom: 'Leute, die du auswählst',
  private: 'Nur du',
  public_hint: 'Wer hier ein Konto hat',
  followers_hint: { one: '{count} Person folgt dir', other: '{count} Leute folgen dir' },
  close_friends_hint: {
    one: '{count} Person, ausgewählt unter „Leute“',
    other: '{count} Leute, ausgewählt unter „Leute“',
  },
  custom_hint: 'Einzeln genannt, nur für diesen Clip',
  private_hint: 'Niemand sonst, bis du es änderst',
  public_means: 'Alle, die hier ein Konto haben, können ihn sehen und weiterzeigen.',
  followers_means: {
    one: 'Die eine Person, die dir folgt, sieht ihn, und wer dir folgt, solange er da ist.',
    other: 'Die {count} Leute, die dir folgen, sehen ihn, und wer dir folgt, solange er da ist.',
  },
  followers_uncounted: 'Wer dir folgt, sieht ihn.',
  followers_none:
    'Dir folgt noch niemand, also sieht ihn jetzt niemand. Wer dir folgt, solange er da ist, schon.',
  close_friends_means: {
    one: 'Die eine Person unter deinen engen Freunden sieht ihn. Niemand erfährt davon.',
    other: 'Deine {count} engen Freunde sehen ihn. Niemand erfährt, dass er dazugehört.',
  },
  close_friends_uncounted: 'Deine engen Freunde sehen ihn. Niemand erfährt, wer dazugehört.',
  close_friends_none: 'Du hast noch keine engen Freunde ausgewählt, also siehst ihn nur du.',
  custom_means: {
    one: 'Nur {names} sieht ihn. Ob man dir folgt, ist dabei egal.',
    other: 'Nur {names} sehen ihn. Ob man dir folgt, ist dabei egal.',
  },
  custom_none: 'Wähle mindestens eine Person aus.',
  private_means: 'Niemand außer dir sieht ihn. Du kannst ihn später für andere öffnen.',
  blocks: 'Wen du blockiert oder von deinen Clips ausgenommen hast, sieht ihn nie.',
  and_more: { one: '{names} und eine weitere Person', other: '{names} und {count} weitere' },
  choose_friends: 'Enge Freunde auswählen',
  find_people: 'Leute finden',
  find_hint: 'Ein Name oder Benutzername',
  found: { one: '{count} Person gefunden', other: '{count} Leute gefunden' },
  nobody_found: 'So heißt hier niemand.',
  chosen: { one: '{count} Person ausgewählt', other: '{count} Leute ausgewählt' },
  take_out: '{name} herausnehmen',
  added: '{name} hinzugefügt',
  taken_out: '{name} herausgenommen',
  is_full: 'Bis zu {count} Leute passen hinein.',
} satisfies Translation<Words>;
