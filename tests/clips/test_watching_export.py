"""What the export holds of how somebody watched."""

import pytest

from tests.accounts.factories import make_person
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio


async def test_the_export_holds_marks_and_playbacks(server):
    ada, reader = await make_person(server), await make_person(server)
    clip = await post_text(ada)
    await reader.http.put(f"/stories/seen/{ada.id}", json={"up_to": clip["id"]})
    await reader.http.post(f"/stories/{clip['id']}/playback", json={"event": "forward"})
    held = (await reader.http.get("/api/auth/export")).json()["data"]
    (mark,) = held["clip_seen_marks"]
    assert (mark["author_id"], mark["up_to_id"]) == (ada.id, clip["id"])
    (playback,) = held["clip_playbacks"]
    assert (playback["clip_id"], playback["forward_taps"]) == (clip["id"], 1)
