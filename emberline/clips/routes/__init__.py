"""The two faces of clips: `/stories` and `/api/clips`, thin adapters on one domain."""
