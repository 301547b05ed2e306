"""What one sends for a suggestion."""

from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.stories.rules.suggesting import SuggestionKind


class Suggest(Form):
    """At which node, and whether the next scene is wanted or choices."""

    model_config = example({"node_id": "0197a1b2-7c4e-7000-8000-0000000000e1", "kind": "continue"})

    node_id: Id
    kind: SuggestionKind
