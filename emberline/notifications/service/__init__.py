"""Verbs of notifications; the slices above call those named here."""

from emberline.notifications.service.telling import forget_clip, notify, withdraw

__all__ = ["forget_clip", "notify", "withdraw"]
