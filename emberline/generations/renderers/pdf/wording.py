"""What a printed gamebook says itself, by language."""
# ruff: noqa: RUF001 - French has apostrophes of its own

from collections.abc import Mapping

import msgspec


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language; the template's are named as there.

    colon: after a condition, with the space that the language sets before it.
    """

    turn_to: str
    colon: str
    locked: str
    cover: str
    subtitle: str
    content_notes: str
    how_to_read: str
    sheet: str
    stats: str
    items: str
    notes: str
    hints: str
    solutions: str
    hints_on: str
    solution_on: str
    sheet_on: str
    begin_again: str
    paragraphs: str
    rule_turning: str
    rule_conditions: str
    rule_characters: str
    rule_sheet: str
    rule_dice: str
    rule_puzzles: str
    rule_endings: str


ENGLISH = Wording(
    turn_to="turn to",
    colon=":",
    locked="If not:",
    cover="Cover",
    subtitle="A gamebook",
    content_notes="About the content",
    how_to_read="How to read this book",
    sheet="Character sheet",
    stats="To keep account of",
    items="To carry",
    notes="Notes",
    hints="Hints",
    solutions="Solutions",
    hints_on="Hints: page",
    solution_on="Solution: page",
    sheet_on="Character sheet: page",
    begin_again="To begin again, turn to",
    paragraphs="Paragraphs",
    rule_turning=(
        "You decide how this story goes on. Begin with paragraph 1; at the end of each paragraph "
        "choose one of the ways on, and turn to the number that stands beside it. Do not read the "
        "paragraphs in the order of their numbers: they have been shuffled."
    ),
    rule_conditions=(
        "Some ways name a condition. You may only take them if you meet it; the others are open "
        "to you at any time."
    ),
    rule_characters="Before you begin, choose who you want to be. Each character has a sheet.",
    rule_sheet=(
        "Take a pencil. On the sheet stands what you begin with: when the story gives or takes "
        "something, or changes a number, write it down there at once."
    ),
    rule_dice=(
        "At some places dice decide. Roll as many as are asked for, add up what they show, and "
        "read on at the line that fits."
    ),
    rule_puzzles=(
        "Some paragraphs ask you a question. Find the answer before you read on; at the end of "
        "the book you can check it."
    ),
    rule_endings="When you come to an ending, the story is over. Others are waiting: begin again.",
)

GERMAN = Wording(
    turn_to="weiter bei",
    colon=":",
    locked="Wenn nicht:",
    cover="Titelbild",
    subtitle="Ein Spielbuch",
    content_notes="Zum Inhalt",
    how_to_read="Wie man dieses Buch liest",
    sheet="Charakterblatt",
    stats="Zu vermerken",
    items="Ausrüstung",
    notes="Notizen",
    hints="Hinweise",
    solutions="Lösungen",
    hints_on="Hinweise: Seite",
    solution_on="Lösung: Seite",
    sheet_on="Charakterblatt: Seite",
    begin_again="Noch einmal von vorn: weiter bei",
    paragraphs="Abschnitte",
    rule_turning=(
        "Wie diese Geschichte weitergeht, entscheidest du. Beginne mit Abschnitt 1; wähle am Ende "
        "jedes Abschnitts einen Weg und lies bei der Nummer weiter, die daneben steht. Lies die "
        "Abschnitte nicht der Reihe nach: Sie sind gemischt."
    ),
    rule_conditions=(
        "Manche Wege nennen eine Bedingung. Du darfst sie nur nehmen, wenn du sie erfüllst; alle "
        "anderen stehen dir immer offen."
    ),
    rule_characters="Wähle zu Beginn, wer du sein möchtest. Jede Figur hat ihr eigenes Blatt.",
    rule_sheet=(
        "Nimm einen Bleistift. Auf dem Blatt steht, womit du beginnst: Wenn die Geschichte etwas "
        "gibt, nimmt oder eine Zahl ändert, schreib es dort gleich auf."
    ),
    rule_dice=(
        "An manchen Stellen entscheiden Würfel. Wirf so viele, wie verlangt werden, zähle die "
        "Augen zusammen und lies in der Zeile weiter, die passt."
    ),
    rule_puzzles=(
        "Manche Abschnitte stellen dir eine Frage. Finde die Antwort, bevor du weiterliest; am "
        "Ende des Buches kannst du sie prüfen."
    ),
    rule_endings="An einem Ende ist die Geschichte vorbei. Es gibt noch andere: Fang wieder an.",
)

FRENCH = Wording(
    turn_to="rendez-vous au",
    colon="\u00a0:",
    locked="Sinon\u00a0:",
    cover="Couverture",
    subtitle="Un livre-jeu",
    content_notes="À propos du contenu",
    how_to_read="Comment lire ce livre",
    sheet="Feuille de personnage",
    stats="À tenir à jour",
    items="Équipement",
    notes="Notes",
    hints="Indices",
    solutions="Solutions",
    hints_on="Indices\u00a0: page",
    solution_on="Solution\u00a0: page",
    sheet_on="Feuille de personnage\u00a0: page",
    begin_again="Pour recommencer, rendez-vous au",
    paragraphs="Paragraphes",
    rule_turning=(
        "C’est vous qui décidez de la suite de cette histoire. Commencez par le paragraphe 1\u00a0;"
        " à la fin de chaque paragraphe, choisissez l’une des voies et rendez-vous au numéro "
        "indiqué à côté. Ne lisez pas les paragraphes dans l’ordre\u00a0: ils ont été mélangés."
    ),
    rule_conditions=(
        "Certaines voies posent une condition. Vous ne pouvez les prendre que si vous la "
        "remplissez\u00a0; les autres vous sont toujours ouvertes."
    ),
    rule_characters=(
        "Avant de commencer, choisissez qui vous voulez être. Chaque personnage a sa feuille."
    ),
    rule_sheet=(
        "Prenez un crayon. La feuille indique ce que vous avez au départ\u00a0: quand l’histoire "
        "donne ou retire quelque chose, ou change un nombre, notez-le aussitôt."
    ),
    rule_dice=(
        "À certains endroits, les dés décident. Lancez-en autant qu’il est demandé, additionnez "
        "les points et suivez la ligne qui convient."
    ),
    rule_puzzles=(
        "Certains paragraphes vous posent une question. Trouvez la réponse avant de "
        "continuer\u00a0; vous pourrez la vérifier à la fin du livre."
    ),
    rule_endings=(
        "Quand vous arrivez à une fin, l’histoire est terminée. D’autres fins vous attendent\u00a0:"
        " recommencez."
    ),
)

SPANISH = Wording(
    turn_to="ve al",
    colon=":",
    locked="Si no:",
    cover="Cubierta",
    subtitle="Un librojuego",
    content_notes="Sobre el contenido",
    how_to_read="Cómo leer este libro",
    sheet="Hoja de personaje",
    stats="Para anotar",
    items="Equipo",
    notes="Notas",
    hints="Pistas",
    solutions="Soluciones",
    hints_on="Pistas: página",
    solution_on="Solución: página",
    sheet_on="Hoja de personaje: página",
    begin_again="Para empezar de nuevo, ve al",
    paragraphs="Párrafos",
    rule_turning=(
        "Tú decides cómo sigue esta historia. Empieza por el párrafo 1; al final de cada párrafo "
        "elige uno de los caminos y ve al número que está al lado. No leas los párrafos en orden: "
        "están barajados."
    ),
    rule_conditions=(
        "Algunos caminos ponen una condición. Solo puedes tomarlos si la cumples; los demás están "
        "siempre abiertos."
    ),
    rule_characters="Antes de empezar, elige quién quieres ser. Cada personaje tiene su hoja.",
    rule_sheet=(
        "Toma un lápiz. En la hoja está lo que tienes al empezar: cuando la historia dé o quite "
        "algo, o cambie un número, anótalo enseguida."
    ),
    rule_dice=(
        "En algunos lugares deciden los dados. Tira los que se pidan, suma lo que muestren y sigue "
        "por la línea que corresponda."
    ),
    rule_puzzles=(
        "Algunos párrafos te hacen una pregunta. Encuentra la respuesta antes de seguir; al final "
        "del libro podrás comprobarla."
    ),
    rule_endings="Al llegar a un final, la historia termina. Otros te esperan: empieza de nuevo.",
)

WORDINGS: Mapping[str, Wording] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}


def wording_of(language: str) -> Wording:
    """The words for a BCP 47 tag; English where there are none."""
    return WORDINGS.get(language.partition("-")[0].lower(), ENGLISH)
