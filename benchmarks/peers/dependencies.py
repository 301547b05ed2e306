"""Dependencies: the session, the current user, the time.

FastAPI's guides "SQL Databases" (a session per request through `yield`) and "OAuth2 with Password
and Bearer with JWT tokens" (`OAuth2PasswordBearer`, the token decoded at each request; nothing is
read from the database for it, as the product does not either).
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request, status
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from emberline.accounts.tokens import AccessTokens
from emberline.kit.clock import Clock
from emberline.kit.errors import AppError
from emberline.kit.paging import Cursors
from emberline.kit.signing import Signer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")


@dataclass
class State:
    """What the lifespan made."""

    sessions: async_sessionmaker[AsyncSession]
    tokens: AccessTokens
    clock: Clock
    files_signer: Signer
    cursors: Cursors


async def get_state(request: Request) -> State:
    """What the lifespan made."""
    state: State = request.app.state.peer
    return state


StateDep = Annotated[State, Depends(get_state)]


async def get_session(state: StateDep) -> AsyncIterator[AsyncSession]:
    """A session of this request."""
    async with state.sessions() as session:
        yield session


async def get_now(state: StateDep) -> datetime:
    """The present instant."""
    return state.clock.now()


SessionDep = Annotated[AsyncSession, Depends(get_session)]
NowDep = Annotated[datetime, Depends(get_now)]


async def get_current_user_id(
    token: Annotated[str, Depends(oauth2_scheme)], state: StateDep, now: NowDep
) -> str:
    """Whom the token names."""
    try:
        return state.tokens.read(token, now).user_id
    except AppError:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Could not validate credentials",
            headers={"WWW-Authenticate": "Bearer"},
        ) from None


CurrentUserId = Annotated[str, Depends(get_current_user_id)]
