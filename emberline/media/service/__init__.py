"""What media write and read: rows, uploads whole and in pieces, how work on them ends."""
