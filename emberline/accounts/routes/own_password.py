"""The password as the proof that it is the person who holds the session."""

from emberline.accounts.passwords import check_password
from emberline.accounts.routes.throttling import PASSWORD_OF_USER
from emberline.accounts.service.password_changes import password_hash_of, wrong_password
from emberline.kit.limits import enforce
from emberline.kit.runtime import Runtime


async def check_own_password(runtime: Runtime, user_id: str, password: str) -> str:
    """The stored hash that `password` belongs to. AppError 403 when to none, 429 over the rate.

    Counted apart from logins: whoever guesses there cannot keep the owner from this.
    """
    await enforce(runtime.limits, PASSWORD_OF_USER, user_id)
    stored = await runtime.database.read(password_hash_of, user_id)
    if not await check_password(password, stored) or stored is None:
        raise wrong_password()
    return stored
