"""What an EPUB says around the story, in the languages that have it."""
# ruff: noqa: RUF001 - French has apostrophes of its own

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """The words of a language. Fields of formats: name, number, title.

    colon: with the space that the language sets before it. turn: as it stands after a colon.
    summary_of_*: sentences for those who ask whether they can read the book.
    """

    language: str
    untitled: str
    cover: str
    title_page: str
    sheet: str
    sections: str
    solutions: str
    contents: str
    landmarks: str
    content_notes: str
    reading: str
    follow_links: str
    keep_sheet: tuple[str, str, str]
    """Before the link to the sheet, the link, and after it."""
    begin: str
    again: str
    write_down: str
    stats: str
    items: str
    name: str
    at_start: str
    note: str
    hint: str
    look_up: str
    back: str
    colon: str
    turn: str
    go_on: str
    nowhere: str
    locked: str
    narrator: str
    summary_of_text: str
    summary_of_described: str
    summary_of_undescribed: str
    summary_of_sound: str
    summary_of_evaluation: str


ENGLISH = Words(
    language="en",
    untitled="Untitled",
    cover="Cover of {title}",
    title_page="Title page",
    sheet="Character sheet",
    sections="Paragraphs",
    solutions="Solutions",
    contents="Contents",
    landmarks="Landmarks",
    content_notes="About the content",
    reading="How to read this book",
    follow_links=(
        "You decide how the story goes on. At the end of each paragraph follow the link of your"
        " choice instead of turning the page: what stands on the next page is part of another way."
    ),
    keep_sheet=(
        "Copy the ",
        "character sheet",
        " and keep it beside you. A way that begins with a condition is open only while your sheet"
        " meets it.",
    ),
    begin="Begin",
    again="Begin again",
    write_down="Write this down, and change it where the book says so.",
    stats="To keep account of",
    items="To carry",
    name="Name",
    at_start="At the start",
    note="Note",
    hint="Hint {number}",
    look_up="Look up the solution",
    back="Back to {number}",
    colon=":",
    turn="turn to {number}",
    go_on="Turn to {number}",
    nowhere="This way leads nowhere.",
    locked="If not:",
    narrator="{name} (synthetic voice)",
    summary_of_text="A gamebook of text: its paragraphs are joined by links.",
    summary_of_described="All of its pictures are described.",
    summary_of_undescribed="Some of its pictures are not described.",
    summary_of_sound="Its paragraphs are read aloud.",
    summary_of_evaluation="Nobody has evaluated it against WCAG.",
)

GERMAN = Words(
    language="de",
    untitled="Ohne Titel",
    cover="Titelbild von {title}",
    title_page="Titelseite",
    sheet="Charakterblatt",
    sections="Abschnitte",
    solutions="Lösungen",
    contents="Inhalt",
    landmarks="Wegmarken",
    content_notes="Zum Inhalt",
    reading="Wie man dieses Buch liest",
    follow_links=(
        "Wie die Geschichte weitergeht, entscheidest du. Folge am Ende jedes Abschnitts dem Link"
        " deiner Wahl, statt umzublättern: Was auf der nächsten Seite steht, gehört zu einem"
        " anderen Weg."
    ),
    keep_sheet=(
        "Schreib das ",
        "Charakterblatt",
        " ab und leg es neben dich. Ein Weg, der mit einer Bedingung beginnt, steht dir nur offen,"
        " solange dein Blatt sie erfüllt.",
    ),
    begin="Beginnen",
    again="Noch einmal von vorn",
    write_down="Schreib dir dies auf, und ändere es, wo das Buch es sagt.",
    stats="Zu vermerken",
    items="Ausrüstung",
    name="Name",
    at_start="Zu Beginn",
    note="Anmerkung",
    hint="Hinweis {number}",
    look_up="Lösung nachschlagen",
    back="Zurück zu {number}",
    colon=":",
    turn="weiter bei {number}",
    go_on="Weiter bei {number}",
    nowhere="Dieser Weg führt nirgendwohin.",
    locked="Wenn nicht:",
    narrator="{name} (synthetische Stimme)",
    summary_of_text="Ein Spielbuch aus Text: Links verbinden seine Abschnitte.",
    summary_of_described="Alle seine Bilder sind beschrieben.",
    summary_of_undescribed="Einige seiner Bilder sind nicht beschrieben.",
    summary_of_sound="Seine Abschnitte werden vorgelesen.",
    summary_of_evaluation="Niemand hat es nach den WCAG geprüft.",
)

FRENCH = Words(
    language="fr",
    untitled="Sans titre",
    cover="Couverture de {title}",
    title_page="Page de titre",
    sheet="Feuille de personnage",
    sections="Paragraphes",
    solutions="Solutions",
    contents="Table des matières",
    landmarks="Repères",
    content_notes="À propos du contenu",
    reading="Comment lire ce livre",
    follow_links=(
        "C’est vous qui décidez de la suite de l’histoire. À la fin de chaque paragraphe, suivez"
        " le lien de votre choix au lieu de tourner la page\u00a0: ce qui se trouve à la page"
        " suivante appartient à une autre voie."
    ),
    keep_sheet=(
        "Recopiez la ",
        "feuille de personnage",
        " et gardez-la près de vous. Une voie qui commence par une condition ne vous est ouverte"
        " que si votre feuille la remplit.",
    ),
    begin="Commencer",
    again="Recommencer",
    write_down="Notez ceci, et modifiez-le là où le livre le dit.",
    stats="À tenir à jour",
    items="Équipement",
    name="Nom",
    at_start="Au départ",
    note="Remarque",
    hint="Indice {number}",
    look_up="Voir la solution",
    back="Retour au {number}",
    colon="\u00a0:",
    turn="rendez-vous au {number}",
    go_on="Rendez-vous au {number}",
    nowhere="Cette voie ne mène nulle part.",
    locked="Sinon\u00a0:",
    narrator="{name} (voix de synthèse)",
    summary_of_text="Un livre-jeu fait de texte\u00a0: des liens relient ses paragraphes.",
    summary_of_described="Toutes ses images sont décrites.",
    summary_of_undescribed="Certaines de ses images ne sont pas décrites.",
    summary_of_sound="Ses paragraphes sont lus à voix haute.",
    summary_of_evaluation="Personne ne l’a évalué selon les WCAG.",
)

SPANISH = Words(
    language="es",
    untitled="Sin título",
    cover="Cubierta de {title}",
    title_page="Portada",
    sheet="Hoja de personaje",
    sections="Párrafos",
    solutions="Soluciones",
    contents="Índice",
    landmarks="Puntos de referencia",
    content_notes="Sobre el contenido",
    reading="Cómo leer este libro",
    follow_links=(
        "Tú decides cómo sigue la historia. Al final de cada párrafo sigue el enlace que elijas en"
        " vez de pasar la página: lo que está en la página siguiente pertenece a otro camino."
    ),
    keep_sheet=(
        "Copia la ",
        "hoja de personaje",
        " y tenla a tu lado. Un camino que empieza con una condición solo está abierto mientras tu"
        " hoja la cumpla.",
    ),
    begin="Empezar",
    again="Empezar de nuevo",
    write_down="Anota esto, y cámbialo donde el libro lo diga.",
    stats="Para anotar",
    items="Equipo",
    name="Nombre",
    at_start="Al empezar",
    note="Nota",
    hint="Pista {number}",
    look_up="Ver la solución",
    back="Volver al {number}",
    colon=":",
    turn="ve al {number}",
    go_on="Ve al {number}",
    nowhere="Este camino no lleva a ninguna parte.",
    locked="Si no:",
    narrator="{name} (voz sintética)",
    summary_of_text="Un librojuego de texto: sus párrafos están unidos por enlaces.",
    summary_of_described="Todas sus imágenes están descritas.",
    summary_of_undescribed="Algunas de sus imágenes no están descritas.",
    summary_of_sound="Sus párrafos se leen en voz alta.",
    summary_of_evaluation="Nadie lo ha evaluado según las WCAG.",
)

_LANGUAGES: Mapping[str, Words] = {
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
}


def words_of(language: str) -> Words:
    """The words for a BCP 47 tag; English ones where it has none of its own."""
    return _LANGUAGES.get(language.replace("_", "-").partition("-")[0].lower(), ENGLISH)
