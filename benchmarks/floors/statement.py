"""Feed, tray and catalogue as one statement each, written by hand, with each driver's bind marks.

`coalesce` keeps both databases on the index of the newest active clips, which is the shortest way
for a reader who follows many.
"""

from string import Template

_FEED = Template("""
SELECT c.id, c.author_id, u.username, c.kind, c.text, c.media_id, c.width, c.height,
       c.duration_seconds, c.alt_text, c.caption, c.visibility, c.published_at, c.expires_at,
       c.status, c.allow_replies, c.allow_reactions, c.allow_comments,
       (EXISTS (SELECT 1 FROM clip_views v WHERE v.clip_id = c.id AND v.viewer_id = $viewer)
         OR EXISTS (SELECT 1 FROM clip_seen_marks m
           WHERE m.viewer_id = $viewer AND m.author_id = c.author_id
             AND (m.up_to_at, m.up_to_id) >= (c.published_at, c.id))),
       (SELECT r.emoji FROM clip_reactions r WHERE r.clip_id = c.id AND r.user_id = $viewer),
       c.stickers, c.origin_id, o.author_id, p.username, o.caption
FROM clips c JOIN users u ON u.id = c.author_id
LEFT JOIN clips o ON o.id = c.origin_id LEFT JOIN users p ON p.id = o.author_id
WHERE c.archived_at IS NULL AND c.held_at IS NULL
  AND c.published_at <= $now AND c.expires_at > $now
  AND coalesce(c.author_id, c.author_id) IN (
      SELECT followee_id FROM follows WHERE follower_id = $viewer)
  AND c.status = 'ready' AND u.suspended_at IS NULL
  AND (c.visibility IN ('PUBLIC', 'FOLLOWERS')
    OR c.visibility = 'CLOSE_FRIENDS' AND EXISTS (
      SELECT 1 FROM close_friends f WHERE f.owner_id = c.author_id AND f.friend_id = $viewer)
    OR c.visibility = 'CUSTOM' AND EXISTS (
      SELECT 1 FROM clip_audience a WHERE a.clip_id = c.id AND a.user_id = $viewer))
  AND (c.max_views IS NULL
    OR EXISTS (SELECT 1 FROM clip_views v WHERE v.clip_id = c.id AND v.viewer_id = $viewer)
    OR (SELECT count(*) FROM clip_views v WHERE v.clip_id = c.id) < c.max_views)
  AND (c.origin_id IS NULL OR (
    o.held_at IS NULL AND o.published_at <= $now AND o.expires_at > $now
    AND o.status = 'ready' AND p.suspended_at IS NULL AND o.visibility = 'PUBLIC'
    AND (o.max_views IS NULL
      OR EXISTS (SELECT 1 FROM clip_views v WHERE v.clip_id = o.id AND v.viewer_id = $viewer)
      OR (SELECT count(*) FROM clip_views v WHERE v.clip_id = o.id) < o.max_views)
    AND o.author_id NOT IN (
      SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
      UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer
      UNION ALL SELECT owner_id FROM hides WHERE viewer_id = $viewer)))
  AND c.author_id NOT IN (
      SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
      UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer
      UNION ALL SELECT owner_id FROM hides WHERE viewer_id = $viewer
      UNION ALL SELECT muted_id FROM mutes WHERE muter_id = $viewer)
ORDER BY c.published_at DESC, c.id DESC
LIMIT $size
""")

# Clips come author by author, so that nothing is sorted to count them.
_TRAY = Template("""
SELECT u.id, u.username, u.display_name, a.media_id, t.clips, t.unseen, t.latest_at, t.ends_at,
       t.first_unseen
FROM (
  SELECT c.author_id, count(*) AS clips, max(c.published_at) AS latest_at,
    min(c.expires_at) AS ends_at,
    count(*) FILTER (WHERE $unseen) AS unseen, $first_unseen AS first_unseen
  FROM clips c JOIN users u ON u.id = c.author_id
  LEFT JOIN clip_views v ON v.clip_id = c.id AND v.viewer_id = $viewer
  LEFT JOIN clip_seen_marks m ON m.viewer_id = $viewer AND m.author_id = c.author_id
  LEFT JOIN clips o ON o.id = c.origin_id LEFT JOIN users p ON p.id = o.author_id
  WHERE c.author_id IN (
      SELECT followee_id FROM follows WHERE follower_id = $viewer UNION ALL SELECT $viewer)
    AND c.archived_at IS NULL AND c.held_at IS NULL
    AND c.published_at <= $now AND c.expires_at > $now
    AND (c.author_id = $viewer OR c.status = 'ready' AND u.suspended_at IS NULL
      AND (c.visibility IN ('PUBLIC', 'FOLLOWERS')
        OR c.visibility = 'CLOSE_FRIENDS' AND EXISTS (
          SELECT 1 FROM close_friends f WHERE f.owner_id = c.author_id AND f.friend_id = $viewer)
        OR c.visibility = 'CUSTOM' AND EXISTS (
          SELECT 1 FROM clip_audience a WHERE a.clip_id = c.id AND a.user_id = $viewer))
      AND (c.max_views IS NULL OR v.clip_id IS NOT NULL
        OR (SELECT count(*) FROM clip_views w WHERE w.clip_id = c.id) < c.max_views))
    AND (c.origin_id IS NULL OR (
      o.held_at IS NULL AND o.published_at <= $now AND o.expires_at > $now
      AND o.status = 'ready' AND p.suspended_at IS NULL AND o.visibility = 'PUBLIC'
      AND (o.max_views IS NULL
        OR EXISTS (SELECT 1 FROM clip_views w WHERE w.clip_id = o.id AND w.viewer_id = $viewer)
        OR (SELECT count(*) FROM clip_views w WHERE w.clip_id = o.id) < o.max_views)
      AND o.author_id NOT IN (
        SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
        UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer
        UNION ALL SELECT owner_id FROM hides WHERE viewer_id = $viewer)))
    AND c.author_id NOT IN (
      SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
      UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer
      UNION ALL SELECT owner_id FROM hides WHERE viewer_id = $viewer
      UNION ALL SELECT muted_id FROM mutes WHERE muter_id = $viewer)
  GROUP BY c.author_id
) t
JOIN users u ON u.id = t.author_id LEFT JOIN avatars a ON a.user_id = t.author_id
ORDER BY t.author_id = $viewer DESC, t.unseen > 0 DESC, t.latest_at DESC, t.author_id
LIMIT 500
""")
_CATALOGUE = Template("""
SELECT e.story_id, e.title, e.description, u.username, e.author_id, e.difficulty_level, e.category,
       e.tags, e.language, e.content_notes, e.is_published, e.is_listed, e.version, e.created_at,
       e.published_at, e.ratings_sum, e.ratings_count, e.plays_count, e.nodes_count,
       e.endings_count, e.estimated_minutes,
       (SELECT sum(n.stories_count) FROM catalogue_counts n WHERE n.category = 'mystery')
       - (SELECT count(*) FROM catalogue_entries h
          WHERE h.is_listed AND coalesce(h.category, '') = 'mystery' AND h.author_id IN (
            SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
            UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer
            UNION ALL SELECT id FROM users WHERE suspended_at IS NOT NULL))
FROM catalogue_entries e JOIN users u ON u.id = e.author_id
WHERE e.is_listed AND e.category = 'mystery' AND u.suspended_at IS NULL AND $now IS NOT NULL
  AND e.author_id NOT IN (
    SELECT blocked_id FROM blocks WHERE blocker_id = $viewer
    UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = $viewer)
ORDER BY e.plays_count DESC, e.story_id DESC
LIMIT $size OFFSET $offset
""")
_UNSEEN = Template("""c.author_id <> $viewer AND v.clip_id IS NULL
      AND (m.up_to_at IS NULL OR (m.up_to_at, m.up_to_id) < (c.published_at, c.id))""")
_FIRST_ON_SQLITE = "substr(min(c.published_at || c.id) FILTER (WHERE $unseen), 17)"
_FIRST_ON_POSTGRESQL = "(array_agg(c.id ORDER BY c.published_at, c.id) FILTER (WHERE $unseen))[1]"


def _tray(viewer: str, now: str, first_unseen: str) -> str:
    unseen = _UNSEEN.substitute(viewer=viewer)
    first = Template(first_unseen).substitute(unseen=unseen)
    return _TRAY.substitute(viewer=viewer, now=now, unseen=unseen, first_unseen=first)


SQLITE = {
    "feed": _FEED.substitute(viewer="?1", now="?2", size="?3"),
    "tray": _tray("?1", "?2", _FIRST_ON_SQLITE),
    "catalogue": _CATALOGUE.substitute(viewer="?1", now="?2", size="?3", offset="?4"),
}
POSTGRESQL = {
    "feed": _FEED.substitute(viewer="$1", now="$2", size="$3"),
    "tray": _tray("$1::uuid", "$2", _FIRST_ON_POSTGRESQL),
    "catalogue": _CATALOGUE.substitute(
        viewer="$1", now="$2::timestamptz", size="$3::bigint", offset="$4::bigint"
    ),
}
