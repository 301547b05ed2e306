"""Who may do what with stories: the table is the rule, for drafts and for what is published."""

from tests.trust.story_cast import STORY_ROLES

# Each call is made upon a thing of the owner's: a story, their play of it, their figures (their
# account is locked), their import, a generation of theirs. `editor` and `viewer` work on the story
# with them; every role that is signed in has a play of it. The owner has blocked `blocked`;
# `nobody` is not signed in; `reader` is a read-only API token of the owner's. Where a call names no
# thing, everyone calls for themselves. Suggestions are asked of an endpoint that does not answer:
# 503 is as far as it goes.
STORY_TABLE = """
call  owner editor viewer other follower blocked nobody moderator admin reader

GET /api/stories                                             200 200 200 200 200 200 200 200 200 200
GET /api/stories/{story_id}                                  200 200 200 404 404 404 404 404 200 200
GET /api/stories/popular                                     200 200 200 200 200 200 200 200 200 200
GET /api/stories/recent                                      200 200 200 200 200 200 200 200 200 200
GET /api/stories/categories                                  200 200 200 200 200 200 200 200 200 200
GET /api/stories/search                                      200 200 200 200 200 200 200 200 200 200
GET /api/stories/recommended                                 200 200 200 200 200 200 401 200 200 200
GET /api/stories/{story_id}/validate                         200 200 200 404 404 404 404 404 200 200

GET /api/admin/analytics/stories                             200 200 200 200 200 200 401 200 200 200
GET /api/admin/templates                                     200 200 200 200 200 200 401 200 200 200
GET /api/admin/stories/unpublished                           200 200 200 200 200 200 401 200 200 200
POST /api/stories                                            201 201 201 201 201 201 401 201 201 403
PUT /api/stories/{story_id}                                  200 200 403 404 404 404 401 404 200 403
DELETE /api/stories/{story_id}                               200 403 403 404 404 404 401 404 200 403
POST /api/admin/stories/bulk-import                          200 200 200 200 200 200 401 200 200 403
GET /api/admin/stories/imports/{import_id}                   200 404 404 404 404 404 401 404 404 200
POST /api/admin/stories/imports/{import_id}/cancel           200 404 404 404 404 404 401 404 404 403

GET /api/admin/stories/{story_id}/analytics                  200 200 200 404 404 404 401 404 200 200
GET /api/admin/stories/{story_id}/document                   200 200 200 404 404 404 401 404 200 200
PUT /api/admin/stories/{story_id}/document                   200 200 403 404 404 404 401 404 200 403
GET /api/admin/stories/{story_id}/flow                       200 200 200 404 404 404 401 404 200 200
GET /api/admin/stories/{story_id}/nodes                      200 200 200 404 404 404 401 404 200 200
POST /api/admin/stories/{story_id}/nodes                     201 201 403 404 404 404 401 404 201 403
GET /api/admin/stories/{story_id}/nodes/{node_id}            200 200 200 404 404 404 401 404 200 200
PUT /api/admin/stories/{story_id}/nodes/{node_id}            200 200 403 404 404 404 401 404 200 403
DELETE /api/admin/stories/{story_id}/nodes/{node_id}         200 200 403 404 404 404 401 404 200 403
POST /api/admin/stories/{story_id}/nodes/{node_id}/choices   201 201 403 404 404 404 401 404 201 403
PUT /api/admin/stories/{story_id}/choices/{choice_id}        200 200 403 404 404 404 401 404 200 403
DELETE /api/admin/stories/{story_id}/choices/{choice_id}     200 200 403 404 404 404 401 404 200 403
PUT /api/admin/stories/{story_id}/publish                    200 403 403 404 404 404 401 404 200 403
GET /api/admin/stories/{story_id}/versions                   200 200 200 404 404 404 401 404 200 200
GET /api/admin/stories/{story_id}/versions/{number}          200 200 200 404 404 404 401 404 200 200
POST /api/admin/stories/{story_id}/versions/{number}/restore 200 200 403 404 404 404 401 404 200 403
GET /api/admin/stories/{story_id}/diff                       200 200 200 404 404 404 401 404 200 200
POST /api/admin/stories/{story_id}/playtest                  201 201 201 404 404 404 401 404 201 403
GET /api/admin/stories/{story_id}/export                     200 200 200 404 404 404 401 404 200 200
GET /api/admin/stories/{story_id}/collaborators              200 200 200 404 404 404 401 404 200 200
POST /api/admin/stories/{story_id}/collaborators             201 403 403 404 404 404 401 404 201 403
PUT /api/admin/stories/{story_id}/collaborators/{user_id}    200 403 403 404 404 404 401 404 200 403
DELETE /api/admin/stories/{story_id}/collaborators/{user_id} 200 403 403 404 404 404 401 404 200 403
PUT /api/admin/stories/{story_id}/presence                   200 200 200 404 404 404 401 404 200 403
GET /api/admin/stories/{story_id}/activity                   200 200 200 404 404 404 401 404 200 200
POST /api/admin/stories/{story_id}/suggest                   503 503 403 404 404 404 401 404 503 403

GET /api/stories/{story_id}/start                            404 404 404 404 404 404 404 404 404 403
GET /api/stories/{story_id}/nodes/{node_id}                  200 200 200 404 404 404 401 404 200 200
POST /api/stories/{story_id}/choice                          200 200 200 404 404 404 401 404 200 403
POST /api/stories/{story_id}/puzzle                          200 200 200 404 404 404 401 404 200 403
POST /api/stories/{story_id}/rewind                          200 200 200 404 404 404 401 404 200 403
GET /api/stories/{story_id}/inventory                        200 200 200 404 404 404 401 404 200 200
GET /api/stories/{story_id}/trail                            200 200 200 404 404 404 401 404 200 200
GET /api/stories/{story_id}/variables                        200 200 200 404 404 404 401 404 200 200
PUT /api/stories/{story_id}/variables                        200 200 200 404 404 404 401 404 200 403
POST /api/stories/{story_id}/dice-roll                       200 200 200 404 404 404 401 404 200 403
POST /api/progress/save                                      409 409 409 404 404 404 401 404 409 403
GET /api/progress/{user_id}                                  200 403 403 403 403 403 401 403 200 200
GET /api/progress/{user_id}/story/{story_id}                 200 403 403 403 403 403 401 403 200 200
GET /api/progress/{user_id}/completed                        200 403 403 403 403 403 401 403 200 200
DELETE /api/progress/{progress_id}                           200 404 404 404 404 404 401 404 200 403
POST /api/progress/{progress_id}/migrate                     200 404 404 404 404 404 401 404 404 403

GET /api/stats/{user_id}                                     200 403 403 403 200 404 401 403 200 200
PUT /api/stats/{user_id}                                     200 403 403 403 403 404 401 403 403 403
GET /api/stats/{user_id}/achievements                        200 403 403 403 200 404 401 403 200 200
GET /api/stats/{user_id}/collection                          200 403 403 403 200 404 401 403 200 200
GET /api/stats/{user_id}/endings                             200 403 403 403 200 404 401 403 200 200
GET /api/leaderboard                                         200 200 200 200 200 200 200 200 200 200

GET /files/story/{story_id}/{media_id}/{name}                200 200 200 404 404 404 404 404 200 200
POST /api/stories/{story_id}/rate                            404 404 404 404 404 404 401 404 404 403
DELETE /api/stories/{story_id}/rate                          200 200 200 200 200 200 401 200 200 403
GET /api/stories/{story_id}/reviews                          200 200 200 404 404 404 404 404 200 200
POST /api/stories/{story_id}/reviews/{review_id}/answer      201 403 403 404 404 404 401 404 403 403
DELETE /api/stories/{story_id}/reviews/{review_id}/answer    200 403 403 404 404 404 401 404 403 403
POST /api/stories/{story_id}/share                           404 404 404 404 404 404 401 404 404 403
GET /api/feed                                                200 200 200 200 200 200 401 200 200 200
GET /s/{code}                                                410 410 410 410 410 410 410 410 410 410

POST /api/story-generations                                  202 404 404 404 404 404 401 404 404 403
GET /api/story-generations                                   200 200 200 200 200 200 401 200 200 200
GET /api/story-generations/voices                            200 200 200 200 200 200 401 200 200 200
GET /api/story-generations/{generation_id}                   200 404 404 404 404 404 401 404 404 200
DELETE /api/story-generations/{generation_id}                204 404 404 404 404 404 401 404 404 403
POST /api/story-generations/{generation_id}/cancel           202 404 404 404 404 404 401 404 404 403
POST /api/story-generations/{generation_id}/retry            202 404 404 404 404 404 401 404 404 403
GET /api/story-generations/{generation_id}/logs              200 404 404 404 404 404 401 404 404 200
GET /api/story-generations/{generation_id}/events            200 404 404 404 404 404 401 404 404 200
GET /files/generation/{generation_id}/{name}                 200 404 404 404 404 404 403 404 404 200
"""

# The same upon a published story, where that makes a difference.
PUBLISHED_TABLE = """
call  owner editor viewer other follower blocked nobody moderator admin reader

GET /api/stories/{story_id}                                  200 200 200 200 200 404 200 200 200 200
GET /api/stories/{story_id}/validate                         200 200 200 200 200 404 200 200 200 200

PUT /api/stories/{story_id}                                  200 200 403 403 403 404 401 403 200 403
DELETE /api/stories/{story_id}                               200 403 403 403 403 404 401 403 200 403

GET /api/admin/stories/{story_id}/analytics                  200 200 200 403 403 404 401 403 200 200
GET /api/admin/stories/{story_id}/document                   200 200 200 403 403 404 401 403 200 200
PUT /api/admin/stories/{story_id}/document                   200 200 403 403 403 404 401 403 200 403
GET /api/admin/stories/{story_id}/flow                       200 200 200 403 403 404 401 403 200 200
GET /api/admin/stories/{story_id}/nodes                      200 200 200 403 403 404 401 403 200 200
POST /api/admin/stories/{story_id}/nodes                     201 201 403 403 403 404 401 403 201 403
GET /api/admin/stories/{story_id}/nodes/{node_id}            200 200 200 403 403 404 401 403 200 200
PUT /api/admin/stories/{story_id}/nodes/{node_id}            200 200 403 403 403 404 401 403 200 403
DELETE /api/admin/stories/{story_id}/nodes/{node_id}         200 200 403 403 403 404 401 403 200 403
POST /api/admin/stories/{story_id}/nodes/{node_id}/choices   201 201 403 403 403 404 401 403 201 403
PUT /api/admin/stories/{story_id}/choices/{choice_id}        200 200 403 403 403 404 401 403 200 403
DELETE /api/admin/stories/{story_id}/choices/{choice_id}     200 200 403 403 403 404 401 403 200 403
PUT /api/admin/stories/{story_id}/publish                    200 403 403 403 403 404 401 403 200 403
GET /api/admin/stories/{story_id}/versions                   200 200 200 403 403 404 401 403 200 200
GET /api/admin/stories/{story_id}/versions/{number}          200 200 200 403 403 404 401 403 200 200
POST /api/admin/stories/{story_id}/versions/{number}/restore 200 200 403 403 403 404 401 403 200 403
GET /api/admin/stories/{story_id}/diff                       200 200 200 403 403 404 401 403 200 200
POST /api/admin/stories/{story_id}/playtest                  201 201 201 403 403 404 401 403 201 403
GET /api/admin/stories/{story_id}/export                     200 200 200 403 403 404 401 403 200 200
GET /api/admin/stories/{story_id}/collaborators              200 200 200 403 403 404 401 403 200 200
POST /api/admin/stories/{story_id}/collaborators             201 403 403 403 403 404 401 403 201 403
PUT /api/admin/stories/{story_id}/collaborators/{user_id}    200 403 403 403 403 404 401 403 200 403
DELETE /api/admin/stories/{story_id}/collaborators/{user_id} 200 403 403 403 403 404 401 403 200 403
PUT /api/admin/stories/{story_id}/presence                   200 200 200 403 403 404 401 403 200 403
GET /api/admin/stories/{story_id}/activity                   200 200 200 403 403 404 401 403 200 200
POST /api/admin/stories/{story_id}/suggest                   503 503 403 403 403 404 401 403 503 403

GET /api/stories/{story_id}/start                            200 200 200 200 200 404 200 200 200 403
GET /api/stories/{story_id}/nodes/{node_id}                  200 200 200 200 200 404 401 200 200 200
POST /api/stories/{story_id}/choice                          200 200 200 200 200 404 401 200 200 403
POST /api/stories/{story_id}/puzzle                          200 200 200 200 200 404 401 200 200 403
POST /api/stories/{story_id}/rewind                          200 200 200 200 200 404 401 200 200 403
GET /api/stories/{story_id}/inventory                        200 200 200 200 200 404 401 200 200 200
GET /api/stories/{story_id}/trail                            200 200 200 200 200 404 401 200 200 200
GET /api/stories/{story_id}/variables                        200 200 200 200 200 404 401 200 200 200
PUT /api/stories/{story_id}/variables                        403 403 403 403 403 404 401 403 403 403
POST /api/stories/{story_id}/dice-roll                       403 403 403 403 403 404 401 403 403 403
POST /api/progress/save                                      201 201 201 201 201 404 401 201 201 403

GET /files/story/{story_id}/{media_id}/{name}                200 200 200 200 200 404 200 200 200 200
POST /api/stories/{story_id}/rate                            403 403 201 201 201 404 401 201 201 403
GET /api/stories/{story_id}/reviews                          200 200 200 200 200 404 200 200 200 200
POST /api/stories/{story_id}/reviews/{review_id}/answer      201 403 403 403 403 404 401 403 403 403
DELETE /api/stories/{story_id}/reviews/{review_id}/answer    200 403 403 403 403 404 401 403 403 403
POST /api/stories/{story_id}/share                           201 201 201 201 201 404 401 201 201 403
GET /s/{code}                                                200 200 200 200 200 200 200 200 200 200
"""


def story_rows(*, is_published: bool) -> dict[str, dict[str, int]]:
    """The table of drafts, or that of published stories: call -> role -> expected status."""
    rows = _rows(STORY_TABLE)
    return rows | _rows(PUBLISHED_TABLE) if is_published else rows


def _rows(table: str) -> dict[str, dict[str, int]]:
    heading, *lines = [line.split() for line in table.splitlines() if line]
    assert tuple(heading[1:]) == STORY_ROLES
    return {
        f"{method} {path}": dict(zip(STORY_ROLES, map(int, expected), strict=True))
        for method, path, *expected in lines
    }
