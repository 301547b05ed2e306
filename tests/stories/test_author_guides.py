"""What the authors' guides say is what there is."""

import re
from pathlib import Path
from typing import get_args

import msgspec

from emberline.stories.engine import document
from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import ErrorCode, WarningCode
from emberline.stories.engine.document import Story
from emberline.stories.engine.tree import ACTIONS, FUNCTIONS

GUIDES = Path(__file__).parents[2] / "docs" / "authors"

_BLOCK = re.compile(r"^```json\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_story_in_the_guide_is_sound():
    (block,) = _BLOCK.findall((GUIDES / "document.md").read_text())
    report = check(msgspec.json.decode(block, type=Story))
    assert (report.valid, report.errors, report.warnings) == (True, (), ())


def test_the_guide_to_the_document_names_every_field():
    page = (GUIDES / "document.md").read_text()
    parts = [
        *(document.Story, document.Node, document.Choice, document.Puzzle, document.Variable),
        *(document.Item, document.Protagonist, document.Achievement, document.Roll, document.Timer),
    ]
    fields = {field for part in parts for field in part.__struct_encode_fields__} - {"twine"}
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []


def test_the_guide_to_the_language_names_every_function():
    page = (GUIDES / "language.md").read_text()
    assert [name for name in (*FUNCTIONS, *ACTIONS) if f"`{name}(" not in page] == []


def test_the_guide_to_checks_names_every_finding():
    page = (GUIDES / "proofs.md").read_text()
    codes = (*get_args(ErrorCode), *get_args(WarningCode))
    assert [code for code in codes if f"`{code}`" not in page] == []
