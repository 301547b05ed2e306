"""What an operator's tools ask a running server, and the page that greets a person."""
