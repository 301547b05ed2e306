"""Reviews as they are sent and shown."""

from typing import Annotated

import msgspec
from pydantic import Field, StringConstraints

from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example

MAX_REVIEW = 5000
MAX_RATING = 5


class RateStory(Form):
    """A rating and, if one likes, words: plain text, shown as it was written."""

    model_config = example({"rating": 4, "review": "I went down the well twice."})

    rating: Annotated[int, Field(ge=1, le=MAX_RATING)]
    review: (
        Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_REVIEW)] | None
    ) = None


class AnswerReview(Form):
    """What a story's author says to a review."""

    model_config = example({"text": "There is a third way. Look up."})

    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_REVIEW)
    ]


class AuthorsAnswer(msgspec.Struct, frozen=True):
    """What the story's author answered to a review."""

    text: str
    answered_at: UtcTime


class Review(msgspec.Struct, frozen=True):
    """What a reader says of a story; the user is the reader.

    review: null where only a rating was given. updated_at: when it was last changed.
    """

    review_id: str
    story_id: str
    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    rating: int
    review: str | None
    created_at: UtcTime
    updated_at: UtcTime
    answer: AuthorsAnswer | None


class OwnReview(Review, frozen=True):
    """The caller's review. first_rating: it is their first of this story, in place of none."""

    first_rating: bool
