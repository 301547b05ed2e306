"""How often an address, an account or an email may try what costs something or can be guessed."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

from emberline.kit.addresses import client_address
from emberline.kit.limits import Rate, enforce
from emberline.kit.runtime import Runtime

LOGIN_OF_ACCOUNT = Rate("login-account", 10, 60)
PASSWORD_OF_USER = Rate("password-user", 10, 60)
LOGIN_FROM_ADDRESS = Rate("login-address", 30, 60)
# A whole school may sign up behind one address.
SIGNUP_FROM_ADDRESS = Rate("signup-address", 100, 3600)
REFRESH_FROM_ADDRESS = Rate("refresh-address", 300, 60)
RESET_FROM_ADDRESS = Rate("reset-address", 10, 600)
RESET_TO_EMAIL = Rate("reset-email", 5, 3600)


async def enforce_address(
    runtime: Runtime, request: Request, rate: Rate, *, thing: str = ""
) -> None:
    """Count one try of the client's address (at `thing`, if named). AppError 429 over `rate`.

    An IPv6 client owns a whole /64, so that is what is counted.
    """
    address = client_address(request, runtime.settings.trusted_proxies)
    await enforce(runtime.limits, rate, _counted(address) + thing)


def _counted(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed.packed, 64), strict=False))
    return address
