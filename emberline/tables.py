"""Every model, so that the metadata is whole for Alembic and for a fresh database."""

from sqlalchemy import MetaData

from emberline.accounts import models as accounts
from emberline.clips import models as clips
from emberline.generations import models as generations
from emberline.kit import events, idempotency
from emberline.kit.db import Base
from emberline.kit.jobs import rows as jobs
from emberline.media import models as media
from emberline.moderation import models as moderation
from emberline.notifications import models as notifications
from emberline.people import models as people
from emberline.realtime import models as realtime
from emberline.stories.models import drafts, imports, plays, readers, reviews, searching, versions
from emberline.stories.models import people as story_people

MODULES = (
    accounts,
    clips,
    drafts,
    events,
    generations,
    idempotency,
    imports,
    jobs,
    media,
    moderation,
    notifications,
    people,
    plays,
    readers,
    realtime,
    reviews,
    searching,
    story_people,
    versions,
)

metadata: MetaData = Base.metadata
