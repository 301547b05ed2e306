"""What is shared by texts that are answered to clips."""

from typing import Annotated

from pydantic import StringConstraints

MAX_ANSWER = 1000

AnswerText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_ANSWER)
]
"""A comment, a reply or the answer to a question: not empty, without spaces around it."""
