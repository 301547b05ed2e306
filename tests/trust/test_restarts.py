"""A server that is stopped sends its listeners away one by one, and the next takes them back."""

import asyncio
import itertools
import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic

import httpx
import pytest

from emberline.realtime.rules import DEVICES_MOST, RESTART
from tests.accounts.factories import Person
from tests.clips.factories import post_text
from tests.trust.crowds import allow_files, client_of, devices_of, listen_all, make_people
from tests.trust.live import ServerProcess
from tests.trust.raw_sockets import RawSocket, greeted_socket, line_to, raw_socket

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

# Sent away at 400 a second at most, however few they are.
AT_LEAST_SECONDS_EACH = 1 / 400
