"""Profiles, avatars, search, and who follows, blocks, mutes, hides and trusts whom."""
