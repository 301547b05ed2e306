"""What a new story begins with: nothing, a template, or a document that was sent."""

from itertools import islice
from typing import Any, NamedTuple

import msgspec

from emberline.kit.errors import AppError, invalid
from emberline.stories.engine.document import FORMAT
from emberline.stories.engine.document import Story as Document
from emberline.stories.formats.json_problems import problems_of, shown_path
from emberline.stories.rules import storable
from emberline.stories.schemas.stories import CreateStory, EditStory
from emberline.stories.service.documents import Parts, parts_of
from emberline.stories.service.story_media import media_in
from emberline.stories.service.templates import templates


class Beginning(NamedTuple):
    """A document for the story `story_id` in its parts, and the ids of the media in it."""

    story_id: str
    parts: Parts
    media_ids: set[str]


_TOLD_MOST = 20
_HEADING = (
    "title",
    "description",
    "difficulty_level",
    "category",
    "tags",
    "content_notes",
    "language",
)


def beginning_of(story_id: str, form: CreateStory) -> Beginning:
    """What a new story begins with, its heading as the form says; slow where much was sent.

    AppError 400 for a template that is none, and for a document that is none or cannot be kept.
    """
    if form.template is not None and form.document is not None:
        raise invalid("document", "Send a template or a document, not both.")
    if form.template is not None:
        document = _template(form.template)
    elif form.document is not None:
        document = _converted(form.document)
    else:
        document = Document(format=FORMAT, title="")
    headed = with_heading(document, form)
    check_storable(headed, "document")
    return parted(story_id, headed)


def parted(story_id: str, document: Document) -> Beginning:
    """A document that can be kept, in its parts."""
    return Beginning(story_id, parts_of(story_id, document), media_in(document))


def with_heading(document: Document, form: CreateStory | EditStory) -> Document:
    """`document` with what the form names of its heading."""
    named = {name: getattr(form, name) for name in _HEADING if name in form.model_fields_set}
    if "cover_media_id" in form.model_fields_set:
        named["cover"] = form.cover_media_id
    for name in ("tags", "content_notes"):
        if name in named:
            named[name] = tuple(named[name])
    return msgspec.structs.replace(document, **named)


def check_storable(document: Document, field: str) -> None:
    """AppError 400, with a detail a problem, for a document that cannot be kept.

    field: what the document is called in the request.
    """
    problems = storable.problems_of(document)
    if problems:
        raise _refused([(f"{field}.{each.field}".rstrip("."), each.message) for each in problems])


def _template(name: str) -> Document:
    known = templates()
    if name not in known:
        raise invalid("template", f"There is no such template. There are {', '.join(known)}.")
    return known[name]


def _converted(value: dict[str, Any]) -> Document:
    try:
        return msgspec.convert(value, Document)
    except msgspec.ValidationError as error:
        problems = list(islice(problems_of(value, ()), _TOLD_MOST))
        found = [(f"document{shown_path(each.path)[1:]}", each.message) for each in problems]
        raise _refused(found or [("document", f"{error}.")]) from None


def _refused(found: list[tuple[str, str]]) -> AppError:
    details = [
        {"field": field[:200], "message": message[:500]} for field, message in found[:_TOLD_MOST]
    ]
    detail = f"Correct the document: {details[0]['message']}"
    return AppError("validation", 400, "Validation error", detail, details=details)
