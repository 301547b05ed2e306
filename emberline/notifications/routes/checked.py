"""Addresses that users name: a sentence of the form where they may not be called."""

from emberline.kit.errors import invalid
from emberline.kit.limits import Rate, enforce
from emberline.kit.outbound import Refused
from emberline.kit.runtime import Runtime

# Each asks a name server.
ADDRESS_RATE = Rate("outbound-address", 60, 3600)


async def check_address(runtime: Runtime, user_id: str, field: str, url: str) -> None:
    """AppError 400 naming `field` unless `url` is https at public addresses; 429 for too many."""
    await enforce(runtime.limits, ADDRESS_RATE, user_id)
    try:
        await runtime.outbound.check(url)
    except Refused as error:
        raise invalid(field, f"This address cannot be called: {error}.") from None
