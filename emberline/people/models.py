"""Indexes that only the lists of people need; their tables are those of accounts."""

from sqlalchemy import Index, collate

from emberline.accounts.models import CODE_POINTS, Follow, User

# The index behind the unique constraint has the database's own collation, in which a prefix is no
# range; SQLite's sorts by code point anyway.
Index("ix_users_username_prefix", collate(User.username_folded, CODE_POINTS), User.id).ddl_if(
    dialect="postgresql"
)

# Newest first, as the list of the followed is served.
Index("ix_follows_follower_id", Follow.follower_id, Follow.created_at)
