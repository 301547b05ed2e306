import type { Translation } from '$words';

import type { Words } from './words';

export default {
  only_owners: 'Nur wem eine Geschichte gehört, veröffentlicht sie.',
  as_it_is: 'Wie es steht',
  never: 'Noch liest sie niemand.',
  out: 'Leser haben Version {version}.',
  back: 'Sie ist zurückgenommen. Version {version} bleibt, nur ihre Leute lesen sie.',
  what_happens: 'Was beim Veröffentlichen geschähe',
  first:
    'Version 1 wird eingefroren. Leser finden sie in der Bibliothek und spielen sie, wie sie jetzt ist.',
  first_unlisted: 'Version 1 wird eingefroren. Wer den Link hat, spielt sie, wie sie jetzt ist.',
  next: 'Version {version} wird eingefroren. Wer von jetzt an beginnt, spielt sie.',
  same: 'Der Entwurf ist wie Version {version}: Es entsteht keine neue.',
  comes_back: 'Leser haben wieder Version {version}.',
  no_plays: 'Niemand ist mitten in einer älteren Version.',
  plays: {
    one: '{count} Leser ist mitten in einer älteren Version.',
    other: '{count} Leser sind mitten in einer älteren Version.',
  },
  nobody_forced: 'Niemand wird gegen seinen Willen versetzt: Die neue Version wird angeboten.',
  tried: 'Ausprobiert mit den neuesten {count} davon.',
  unchanged: {
    one: '{count} ginge weiter, wie es ist',
    other: '{count} gingen weiter, wie sie sind',
  },
  with_notes: {
    one: '{count} ginge weiter, mit Hinweis',
    other: '{count} gingen weiter, mit Hinweis',
  },
  stuck: { one: '{count} bliebe bei seiner Version', other: '{count} blieben bei ihrer Version' },
  stuck_at: 'Wo sie nicht weiterkämen',
  at: { one: '{count} Spielstand bei „{node}“', other: '{count} Spielstände bei „{node}“' },
  not_yet: 'Noch kann sie nicht veröffentlicht werden',
  warnings: 'Vorher einen Blick wert',
  publish: 'Version {version} veröffentlichen',
  publish_again: 'Wieder für Leser öffnen',
  published: 'Veröffentlicht: Leser haben Version {version}.',
  take_back: 'Zurücknehmen',
  take_back_title: 'Die Geschichte zurücknehmen?',
  take_back_what:
    'Sie verlässt die Bibliothek, und Links zu ihr führen ins Leere. Wer mittendrin ist, kann erst weiter, wenn du sie wieder veröffentlichst. Versionen, Spielstände und Besprechungen bleiben.',
  taken_back: 'Die Geschichte ist zurückgenommen.',
  look_again: 'Noch einmal nachsehen',
  read: 'Lesen wie deine Leser',
  cancel: 'Abbrechen',
} satisfies Translation<Words>;
