"""The calls of realtime: the socket, its twin for those without one, and tickets to both."""
