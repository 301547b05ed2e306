"""The shapes of clips on the wire, on both faces: one noun a file."""
