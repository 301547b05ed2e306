"""Private replies as they are sent and answered."""

import msgspec

from emberline.clips.schemas.answers import AnswerText
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example


class WriteReply(Form):
    """A reply that the clip's author and its writer read, and nobody else."""

    model_config = example({"text": "Save me a bowl!"})

    text: AnswerText


class Reply(msgspec.Struct, frozen=True):
    """A private reply to a clip; the user is its writer."""

    id: str
    story_id: str
    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    text: str
    created_at: UtcTime
