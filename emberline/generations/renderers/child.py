"""The program that the jobs run in a capped child: it does one step of an order."""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from emberline.generations.renderers.orders import (
    Order,
    Refusal,
    Tell,
    Told,
    read_order,
    tell_parent,
)
from emberline.kit.sandboxed import Refused

Step = Callable[[Order, Tell], None]

STEPS: Mapping[str, str] = {
    "plan": "emberline.generations.renderers.narration.planning:plan",
    "narrate": "emberline.generations.renderers.narration.narrating:narrate",
    "audio": "emberline.generations.renderers.narration.assembling:render",
    "epub": "emberline.generations.renderers.epub.rendering:render",
    "html": "emberline.generations.renderers.html.rendering:render",
    "pdf": "emberline.generations.renderers.pdf.rendering:render",
}
"""Each step's function, loaded alone: a PDF needs no voices."""


def main() -> None:
    """Do one step of an order; what it cannot do for good is told, not raised."""
    # Whatever a library prints must not be taken for a report.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tell = partial(tell_parent, out)
    step, path = sys.argv[1:]
    module, _, name = STEPS[step].partition(":")
    work: Step = getattr(import_module(module), name)
    try:
        work(read_order(path), tell)
    except Refused as refused:
        tell(Told(refused=Refusal(code=refused.code, message=refused.message)))


if __name__ == "__main__":
    main()
