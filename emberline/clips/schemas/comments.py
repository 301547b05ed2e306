"""Comments as they are sent and answered."""

import msgspec

from emberline.clips.schemas.answers import AnswerText
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example


class WriteComment(Form):
    """A comment for all who may see the clip."""

    model_config = example({"text": "That lighthouse again!"})

    text: AnswerText


class Comment(msgspec.Struct, frozen=True):
    """A comment under a clip; the user is its writer."""

    id: str
    story_id: str
    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    text: str
    created_at: UtcTime
