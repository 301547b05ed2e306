"""What is said in a scene, sentence by sentence, and how long the voice waits before each; pure."""

from collections.abc import Iterable, Iterator

import msgspec

from emberline.generations.renderers.book.parts import Block, BookChoice, Section
from emberline.generations.renderers.narration.sentences import parts_of, sentences_of, words_of
from emberline.generations.renderers.narration.wording import as_spoken

# Seconds of silence.
BEFORE_SCENE = 0.3
AFTER_TITLE = 0.9
BETWEEN_BLOCKS = 0.65
BEFORE_CHOICES = 0.9
BETWEEN_SENTENCES = 0.35
INSIDE_A_SENTENCE = 0.1
AT_A_RULE = 1.3

TITLE = "t"
TAKEN = "taken"

_YOU_CHOOSE = {
    "ar": "تختار {}.",
    "cs": "Volíte {}.",
    "da": "Du vælger {}.",
    "de": "Du wählst {}.",
    "el": "Επιλέγεις {}.",
    "en": "You choose {}.",
    "es": "Eliges {}.",
    "fi": "Valitset {}.",
    "fr": "Tu choisis {}.",
    "he": "הבחירה שלך: {}.",
    "hi": "आप {} चुनते हैं।",
    "hu": "Ezt választod: {}.",
    "it": "Scegli {}.",
    "ja": "{}を選びます。",
    "ko": "{} 선택.",
    "nb": "Du velger {}.",
    "nl": "Je kiest {}.",
    "no": "Du velger {}.",
    "pl": "Wybierasz {}.",
    "pt": "Você escolhe {}.",
    "ro": "Alegi {}.",
    "ru": "Вы выбираете {}.",
    "sv": "Du väljer {}.",
    "tr": "{} seçiyorsun.",
    "uk": "Ви обираєте {}.",
    "zh": "你选择{}。",
}


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sentence to say. block: the id of what it is of; pause: the seconds of silence before."""

    block: str
    text: str
    pause: float


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said in a scene; without lines it has nothing to say."""

    lines: tuple[Line, ...] = ()

    @property
    def characters(self) -> int:
        """How long it is to say."""
        return sum(len(line.text) for line in self.lines)

    @property
    def words(self) -> int:
        """How many words it has; of languages without spaces, how many characters."""
        return sum(len(words_of(line.text)) for line in self.lines)


def script_of(section: Section, language: str) -> Script:
    """What a voice says of a section, in the language of a BCP 47 tag.

    The title, what is read, a puzzle's question, the choices with their conditions before and their
    notes after, and in the record of a play which one was taken. Blocks are named as in
    `scenes.TimedBlock`; the one that was taken is named "taken". Sections' numbers are not said:
    a scene would have to be spoken again when another one is put before it.
    """
    return Script(lines=tuple(_lines(_passages(section, language), language)))


def _passages(section: Section, language: str) -> Iterator[tuple[str, float, str]]:
    """The blocks of a section: their ids, the pauses before them, their texts."""
    yield TITLE, 0.0, section.title
    yield from _blocks("b", section.blocks, AFTER_TITLE if section.title.strip() else 0.0)
    if section.puzzle:
        yield from _blocks("p", section.puzzle.prompt, BETWEEN_BLOCKS)
    for index, choice in enumerate(section.choices):
        yield f"c{index}", BETWEEN_BLOCKS if index else BEFORE_CHOICES, _choice(choice)
    for choice in section.choices:
        if choice.key == section.taken:
            yield TAKEN, BETWEEN_BLOCKS, _taken(choice, language)


def _blocks(
    prefix: str, blocks: Iterable[Block], first_pause: float
) -> Iterator[tuple[str, float, str]]:
    pause = first_pause
    for index, block in enumerate(blocks):
        if block.kind == "rule":
            pause = AT_A_RULE
            continue
        text = _block(block)
        if text.strip():
            yield f"{prefix}{index}", pause, text
            pause = BETWEEN_BLOCKS


def _block(block: Block) -> str:
    if block.kind == "picture":
        return block.alt_text
    if block.kind == "item" and block.number is not None:
        return f"{block.number}. {block.text}"
    return block.text


def _choice(choice: BookChoice) -> str:
    """A choice in words: "If you have the key, A: Open the door." and its notes after."""
    said = f"{choice.letter}: {choice.text}" if choice.letter else choice.text
    if choice.condition:
        said = f"{choice.condition.rstrip(' ,.:')}, {said}"
    return "\n".join((said, *choice.notes))


def _taken(choice: BookChoice, language: str) -> str:
    phrase = _YOU_CHOOSE.get(language.partition("-")[0].lower(), _YOU_CHOOSE["en"])
    return phrase.format(choice.letter or choice.text.rstrip(" .。"))


def _lines(passages: Iterable[tuple[str, float, str]], language: str) -> Iterator[Line]:
    is_first = True
    for block, pause, text in passages:
        wait = pause
        for sentence in sentences_of(as_spoken(text, language)):
            for part in parts_of(sentence):
                yield Line(block=block, text=part, pause=BEFORE_SCENE if is_first else wait)
                is_first, wait = False, INSIDE_A_SENTENCE
            wait = BETWEEN_SENTENCES
