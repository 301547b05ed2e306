"""Realtime: what happens is told at once, over WebSocket and as a server-sent stream."""
