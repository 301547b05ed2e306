"""Tables of people: avatars and the words that a display name is found by."""

from sqlalchemy import ForeignKey, Index, String, collate
from sqlalchemy.orm import Mapped, mapped_column

from emberline.accounts.models import Follow, User
from emberline.kit.db import Base, Identifier

# By code point on both backends (SQLite's BINARY), so that a prefix is one range of an index.
CODE_POINTS = "C"


class Avatar(Base):
    """The picture of a person, one of their media."""

    __tablename__ = "avatars"
    __table_args__ = (Index("ix_avatars_media_id", "media_id"),)

    user_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    media_id: Mapped[str] = mapped_column(Identifier, ForeignKey("media.id", ondelete="CASCADE"))


class NameWord(Base):
    """A folded display name from one of its words on, cut to `rules.WORD_CHARACTERS`."""

    __tablename__ = "name_words"
    __table_args__ = (Index("ix_name_words_user_id", "user_id"),)

    word: Mapped[str] = mapped_column(
        String(30).with_variant(String(30, collation=CODE_POINTS), "postgresql"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )


# The index behind the unique constraint has the database's own collation, in which a prefix is no
# range; SQLite's sorts by code point anyway.
Index("ix_users_username_prefix", collate(User.username_folded, CODE_POINTS), User.id).ddl_if(
    dialect="postgresql"
)

# Newest first, as the list of the followed is served.
Index("ix_follows_follower_id", Follow.follower_id, Follow.created_at)
