"""The feed as one statement, written by hand; each driver has its own marks for the binds.

`coalesce` keeps both databases on the index of the newest active clips, which is the shortest way
for a reader who follows many.
"""

from string import Template

_FEED = Template("""
SELECT c.id, c.author_id, u.username, c.kind, c.text, c.media_id, c.width, c.height,
       c.duration_seconds, c.alt_text, c.caption, c.visibility, c.published_at, c.expires_at,
       c.status, c.allow_replies, c.allow_reactions, c.allow_comments,
       EXISTS (SELECT 1 FROM clip_views v WHERE v.clip_id = c.id AND v.viewer_id = $viewer)
FROM clips c JOIN users u ON u.id = c.author_id
WHERE c.archived_at IS NULL AND c.published_at <= $now AND c.expires_at > $now
  AND coalesce(c.author_id, c.author_id) IN (
      SELECT followee_id FROM follows WHERE follower_id = $viewer)
  AND c.status = 'ready' AND u.suspended_at IS NULL
  AND (c.visibility IN ('PUBLIC', 'FOLLOWERS')
    OR c.visibility = 'CLOSE_FRIENDS' AND EXISTS (
      SELECT 1 FROM close_friends f WHERE f.owner_id = c.author_id AND f.friend_id = $viewer)
    OR c.visibility = 'CUSTOM' AND EXISTS (
      SELECT 1 FROM clip_audience a WHERE a.clip_id = c.id AND a.user_id = $viewer))
  AND c.author_id NOT IN (
      SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
      UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer
      UNION ALL SELECT owner_id FROM hides WHERE viewer_id = $viewer
      UNION ALL SELECT muted_id FROM mutes WHERE muter_id = $viewer)
ORDER BY c.published_at DESC, c.id DESC
LIMIT $size
""")

SQLITE = _FEED.substitute(viewer="?1", now="?2", size="?3")
POSTGRESQL = _FEED.substitute(viewer="$1", now="$2", size="$3")
