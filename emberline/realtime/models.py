"""Tables of realtime: tickets to a connection, and which of a user's devices is connected."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant


class Ticket(Base):
    """A way to one connection, used by deleting it; it goes with the credential it was got by.

    ends_at: when the connection must end at the latest (an API token's end).
    """

    __tablename__ = "realtime_tickets"
    __table_args__ = (
        Index("ix_realtime_tickets_expires_at", "expires_at"),
        Index("ix_realtime_tickets_user_id", "user_id"),
        Index("ix_realtime_tickets_session_id", "session_id"),
        Index("ix_realtime_tickets_token_id", "token_id"),
    )

    ticket_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("sessions.id", ondelete="CASCADE")
    )
    token_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("api_tokens.id", ondelete="CASCADE")
    )
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class Device(Base):
    """The connection that a user's device `client` has; "" is the one of who names none.

    The row of a server that died stays until the device is back or others crowd it out.
    """

    __tablename__ = "realtime_devices"

    user_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    client: Mapped[str] = mapped_column(String(64), primary_key=True)
    connection_id: Mapped[str] = mapped_column(Identifier)
    connected_at: Mapped[datetime] = mapped_column(Instant)
