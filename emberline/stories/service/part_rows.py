"""The statements that write nodes and choices of drafts, a row or many at a time.

Binds: of_id which row, new_… what it gets, by and at who changed it and when.
"""

from sqlalchemy import bindparam, delete, insert, update

from emberline.kit.db import Identifier
from emberline.stories.models import drafts as models

OF_ID = bindparam("of_id", type_=Identifier)
BY = bindparam("by", type_=Identifier)
INSERT_NODES = insert(models.StoryNode)
INSERT_CHOICES = insert(models.StoryChoice)
DELETE_NODES = delete(models.StoryNode).where(models.StoryNode.id == OF_ID)
DELETE_CHOICES = delete(models.StoryChoice).where(models.StoryChoice.id == OF_ID)
UPDATE_NODES = (
    update(models.StoryNode)
    .where(models.StoryNode.id == OF_ID)
    .values(
        body=bindparam("new_body"),
        is_ending=bindparam("new_is_ending"),
        revision=models.StoryNode.revision + 1,
        changed_by=BY,
        changed_at=bindparam("at"),
    )
)
UPDATE_CHOICES = (
    update(models.StoryChoice)
    .where(models.StoryChoice.id == OF_ID)
    .values(
        body=bindparam("new_body"),
        revision=models.StoryChoice.revision + 1,
        changed_by=BY,
        changed_at=bindparam("at"),
    )
)
PLACE_NODES = (
    update(models.StoryNode)
    .where(models.StoryNode.id == OF_ID)
    .values(position=bindparam("new_position"))
)
PLACE_CHOICES = (
    update(models.StoryChoice)
    .where(models.StoryChoice.id == OF_ID)
    .values(position=bindparam("new_position"))
)
