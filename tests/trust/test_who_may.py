"""Who may do what: the table is the rule, and covers every call of the OpenAPI document."""

import pytest

from tests.trust.calls import request_for
from tests.trust.cast import ROLES, Cast, make_cast
from tests.trust.story_table import story_rows

pytestmark = pytest.mark.anyio

# Each call is made upon a thing of the owner's: their locked account, a clip for FOLLOWERS, their
# media, session or token. The owner has blocked `blocked`; `nobody` is not signed in; `reader` is
# a read-only API token of the owner's. Where a call names no thing, everyone calls for themselves.
TABLE = """
call                                     owner other follower blocked nobody moderator admin reader

GET /healthz                                200 200 200 200 200 200 200 200
GET /readyz                                 200 200 200 200 200 200 200 200
GET /metrics                                403 403 403 403 401 403 200 403
GET /asyncapi.json                          200 200 200 200 200 200 200 200

POST /signup                                201 201 201 201 201 201 201 201
POST /api/auth/register                     201 201 201 201 201 201 201 201
POST /login                                 200 200 200 200 200 200 200 200
POST /api/auth/login                        200 200 200 200 200 200 200 200
POST /api/auth/refresh-token                200 200 200 200 200 200 200 200
POST /api/auth/password-reset               202 202 202 202 202 202 202 202
POST /api/auth/password-reset/confirm       200 200 200 200 200 200 200 200
POST /api/auth/logout                       200 200 200 200 401 200 200 403
GET /api/auth/sessions                      200 200 200 200 401 200 200 200
DELETE /api/auth/sessions/{session_id}      200 404 404 404 401 404 404 403
PUT /api/auth/password                      200 200 200 200 401 200 200 403
POST /api/auth/tokens                       201 201 201 201 401 201 201 403
GET /api/auth/tokens                        200 200 200 200 401 200 200 200
DELETE /api/auth/tokens/{token_id}          200 404 404 404 401 404 404 403
GET /api/auth/preferences                   200 200 200 200 401 200 200 200
PUT /api/auth/preferences                   200 200 200 200 401 200 200 403
GET /api/auth/export                        200 200 200 200 401 200 200 200
DELETE /api/auth/account                    200 200 200 200 401 200 200 403

GET /api/admin/users                        403 403 403 403 401 403 200 403
POST /api/admin/users/{user_id}/suspension  403 403 403 403 401 403 200 403
DELETE /api/admin/users/{user_id}/suspension 403 403 403 403 401 403 200 403
GET /api/admin/storage                      403 403 403 403 401 403 200 403
GET /api/admin/insights                     403 403 403 403 401 403 200 403
GET /api/admin/jobs                         403 403 403 403 401 403 200 403
POST /api/admin/jobs/{job_id}/retry         403 403 403 403 401 403 200 403
POST /api/admin/jobs/{job_id}/cancel        403 403 403 403 401 403 200 403

GET /api/auth/profile                       200 200 200 200 401 200 200 200
PUT /api/auth/profile                       200 200 200 200 401 200 200 403
PUT /api/auth/avatar                        200 400 400 400 401 400 400 403
GET /files/avatar/{user_id}/{media_id}      200 200 200 200 200 200 200 200
GET /api/users/search                       200 200 200 200 401 200 200 200
GET /api/users/{user_id}                    200 200 200 404 401 200 200 200
GET /api/users/{user_id}/followers          200 403 200 404 401 403 403 200
GET /api/users/{user_id}/following          200 403 200 404 401 403 403 200
POST /api/users/{user_id}/follow            400 200 200 404 401 200 200 403
DELETE /api/users/{user_id}/follow          200 200 200 404 401 200 200 403
DELETE /api/users/{user_id}/follower        200 200 200 404 401 200 200 403
POST /api/users/{user_id}/block             400 200 200 404 401 200 200 403
DELETE /api/users/{user_id}/block           200 200 200 404 401 200 200 403
POST /api/users/{user_id}/mute              400 200 200 404 401 200 200 403
DELETE /api/users/{user_id}/mute            200 200 200 404 401 200 200 403
POST /api/users/{user_id}/hide              400 200 200 404 401 200 200 403
DELETE /api/users/{user_id}/hide            200 200 200 404 401 200 200 403
GET /api/blocks                             200 200 200 200 401 200 200 200
GET /api/mutes                              200 200 200 200 401 200 200 200
GET /api/hides                              200 200 200 200 401 200 200 200
GET /api/follow-requests                    200 200 200 200 401 200 200 200
POST /api/follow-requests/{user_id}/accept  200 404 404 404 401 404 404 403
POST /api/follow-requests/{user_id}/reject  200 404 404 404 401 404 404 403
GET /api/close-friends                      200 200 200 200 401 200 200 200
PUT /api/close-friends                      200 200 200 200 401 200 200 403

GET /api/notifications                      200 200 200 200 401 200 200 200
POST /api/notifications/read                200 200 200 200 401 200 200 403
POST /ws/ticket                             200 200 200 200 401 200 200 200
GET /ws                                     426 426 426 426 401 426 426 426
GET /events                                 400 400 400 400 401 400 400 400
GET /api/push/key                           200 200 200 200 401 200 200 200
POST /api/push/subscriptions                201 201 201 201 401 201 201 403
DELETE /api/push/subscriptions              200 404 404 404 401 404 404 403
POST /api/webhooks                          201 201 201 201 401 201 201 403
GET /api/webhooks                           200 200 200 200 401 200 200 200
DELETE /api/webhooks/{webhook_id}           200 404 404 404 401 404 404 403
GET /api/webhooks/{webhook_id}/deliveries   200 404 404 404 401 404 404 200

POST /media                                 201 201 201 201 401 201 201 403
GET /media/{media_id}                       200 404 404 404 401 404 404 200
DELETE /media/{media_id}                    204 404 404 404 401 404 404 403
GET /files/media/{media_id}/{name}          200 404 404 404 403 404 404 200
POST /media/tus                             201 201 201 201 401 201 201 403
PATCH /media/tus/{upload_id}                204 404 404 404 401 404 404 403
DELETE /media/tus/{upload_id}               204 404 404 404 401 404 404 403

POST /stories                               201 201 201 201 401 201 201 403
GET /stories                                200 200 200 200 401 200 200 200
GET /stories/{user_id}                      200 200 200 404 401 200 200 200
GET /stories/item/{clip_id}                 200 404 200 404 401 404 404 200
POST /stories/{clip_id}/view                200 404 200 404 401 404 404 403
GET /stories/{clip_id}/views                200 404 403 404 401 404 404 200
POST /stories/views                         200 200 200 200 401 200 200 403
GET /stories/tray                           200 200 200 200 401 200 200 200
PUT /stories/seen/{user_id}                 200 404 200 404 401 404 404 403
GET /stories/limits                         200 200 200 200 401 200 200 200
GET /stories/{clip_id}/audience             200 404 403 404 401 404 404 200
GET /stories/{clip_id}/insights             200 404 403 404 401 404 404 200
POST /stories/{clip_id}/playback            204 404 204 404 401 404 404 403
DELETE /stories/{clip_id}                   204 404 403 404 401 404 404 403
PATCH /stories/{clip_id}                    200 404 403 404 401 404 404 403
GET /stories/drafts                         200 200 200 200 401 200 200 200
POST /stories/{clip_id}/publish             200 404 404 404 401 404 404 403
GET /stories/archive                        200 200 200 200 401 200 200 200
POST /stories/{clip_id}/repost              400 201 201 404 401 201 201 403
POST /highlights                            201 201 201 201 401 201 201 403
GET /highlights                             200 200 200 200 401 200 200 200
PATCH /highlights/{highlight_id}            200 404 403 404 401 404 404 403
DELETE /highlights/{highlight_id}           204 404 403 404 401 404 404 403
POST /stories/{clip_id}/reactions           201 404 201 404 401 404 404 403
GET /stories/{clip_id}/reactions            200 404 200 404 401 404 404 200
DELETE /stories/{clip_id}/reactions         204 404 204 404 401 404 404 403
POST /stories/{clip_id}/replies             403 404 201 404 401 404 404 403
GET /stories/{clip_id}/replies              200 404 200 404 401 404 404 200
POST /stories/{clip_id}/comments            201 201 201 404 401 201 201 403
GET /stories/{clip_id}/comments             200 200 200 404 401 200 200 200
DELETE /stories/{clip_id}/comments/{comment_id} 204 403 403 404 401 403 403 403
POST /stories/{clip_id}/stickers/{sticker_id}/answers 403 404 201 404 401 404 404 403
GET /stories/{clip_id}/stickers/{sticker_id}/answers 200 404 403 404 401 404 404 200
GET /files/clip/{clip_id}/{name}            200 404 200 404 403 404 404 200

POST /stories/{clip_id}/links               201 404 403 404 401 404 404 403
GET /stories/{clip_id}/links                200 404 403 404 401 404 404 200
DELETE /stories/{clip_id}/links/{link_id}   204 404 403 404 401 404 404 403
GET /g/{code}                               200 200 200 200 200 200 200 200
GET /files/link/{link_id}/{name}            200 200 200 200 403 200 200 200

POST /api/reports                           400 201 201 404 401 201 201 403
GET /api/admin/reports                      403 403 403 403 401 200 200 403
GET /api/admin/reports/{report_id}          403 403 403 403 401 200 200 403
POST /api/admin/reports/{report_id}/hold    403 403 403 403 401 200 200 403
POST /api/admin/reports/{report_id}/resolve 403 403 403 403 401 200 200 403
GET /files/report/{report_id}/{name}        403 403 403 403 403 200 200 403

POST /api/clips/upload                      201 201 201 201 401 201 201 403
GET /api/clips/user/{user_id}               200 200 200 200 401 200 200 200
GET /api/clips/all                          200 200 200 200 401 200 200 200
DELETE /api/clips/{clip_id}                 200 404 404 404 401 404 404 403
POST /api/clips/cleanup/expired             403 403 403 403 401 403 200 403
"""


def rows() -> dict[str, dict[str, int]]:
    """The table: call -> role -> expected status."""
    heading, *lines = [line.split() for line in TABLE.splitlines() if line]
    assert tuple(heading[1:]) == ROLES
    return {
        f"{method} {path}": dict(zip(ROLES, map(int, expected), strict=True))
        for method, path, *expected in lines
    }


async def test_the_tables_have_every_call_of_the_document_once_and_no_other(server):
    paths = server.app.openapi()["paths"]
    documented = {f"{method.upper()} {path}" for path, item in paths.items() for method in item}
    about_stories = set(story_rows(is_published=True))
    assert about_stories == set(story_rows(is_published=False))
    assert not about_stories & set(rows())
    assert len(documented) > 130
    assert about_stories | set(rows()) == documented


async def test_everyone_may_do_what_the_table_says_and_nothing_else(server, cheap_passwords):
    readers = await make_cast(server)
    wrong = []
    for call, expected in rows().items():
        cast = readers if call.startswith("GET") else await make_cast(server)
        # The owner's own call comes last: it may end what the others call upon.
        got = {role: await _status(cast, role, call) for role in (*ROLES[1:], "owner")}
        wrong += [
            f"{call} by {role}: {got[role]}, not {expected[role]}"
            for role in ROLES
            if got[role] != expected[role]
        ]
    assert not wrong, "\n".join(wrong)


async def _status(cast: Cast, role: str, call: str) -> int:
    method, path, body = await request_for(cast, role, call)
    answer = await cast.send(role, method, path, **body)
    if answer.is_error:
        assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code
