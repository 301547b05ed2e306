"""The words that Harlowe and SugarCube share: tokens, terms, changes, elements of a body."""
