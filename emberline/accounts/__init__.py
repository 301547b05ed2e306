"""Users, sessions, tokens, and the rows of who follows, blocks, mutes, hides and trusts whom."""
