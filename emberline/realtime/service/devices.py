"""Which connection a user's device has: a new one replaces the old, on every process."""

from datetime import datetime

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select

from emberline.accounts.queries import lock_user
from emberline.kit.db import after_commit
from emberline.realtime.models import Device
from emberline.realtime.rules import DEVICES_MOST


class Replaced(msgspec.Struct, frozen=True, tag=True, tag_field="message"):
    """Connections of a user that newer ones have taken the place of."""

    user_id: str
    connection_ids: tuple[str, ...]


def connect_device(
    conn: Connection, user_id: str, client: str, connection_id: str, now: datetime
) -> None:
    """Give the user's device `client` this connection, and end the one it had.

    Where that makes one device too many, the one that connected longest ago is ended as well. Rows
    of a server that died count until then.
    """
    lock_user(conn, user_id)
    devices = conn.execute(_DEVICES, {"of_user": user_id}).all()
    others = [device for device in devices if device.client != client]
    gone = [device for device in devices if device.client == client]
    gone += others[: max(0, len(others) + 1 - DEVICES_MOST)]
    if gone:
        replaced = tuple(device.connection_id for device in gone)
        conn.execute(_REMOVE, {"of_user": user_id, "of_connections": replaced})
        after_commit(conn, Replaced(user_id, replaced))
    row = {
        "user_id": user_id,
        "client": client,
        "connection_id": connection_id,
        "connected_at": now,
    }
    conn.execute(_INSERT, row)


def disconnect_device(conn: Connection, user_id: str, connection_id: str) -> None:
    """Forget a connection that has ended."""
    conn.execute(_REMOVE, {"of_user": user_id, "of_connections": [connection_id]})


_USER: BindParameter[str] = bindparam("of_user")
_DEVICES = (
    select(Device.client, Device.connection_id)
    .where(Device.user_id == _USER)
    .order_by(Device.connected_at, Device.connection_id)
)
_REMOVE = delete(Device).where(
    Device.user_id == _USER, Device.connection_id.in_(bindparam("of_connections", expanding=True))
)
_INSERT = insert(Device)
