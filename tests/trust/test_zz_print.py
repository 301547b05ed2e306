"""Print what everyone gets."""
import pytest
from tests.trust.story_calls import scene_for, story_request, takes_scene
from tests.trust.story_cast import STORY_ROLES, make_story_cast
from tests.trust.test_who_may import rows
pytestmark = pytest.mark.anyio
async def test_print(start_server, backend):
    server = await start_server(suggestions_url="http://127.0.0.1:9/v1")
    cast = await make_story_cast(server)
    known=set(rows())
    paths = server.app.openapi()["paths"]
    calls = [f"{m.upper()} {p}" for p, i in paths.items() for m in i]
    out=open(f"/tmp/h6-trust/table.{backend}","w")
    for call in calls:
        if call in known: continue
        for is_published in (False, True):
            scene = None; got = {}
            for role in (*STORY_ROLES[1:], "owner"):
                if scene is None or takes_scene(call):
                    scene = await scene_for(cast, call, is_published=is_published)
                method, path, body = await story_request(cast, scene, role, call)
                a = await cast.send(role, method, path, **body)
                got[role]=a.status_code
                if a.status_code>=500 or a.status_code in (400,409,428): print(call, role, is_published, a.status_code, a.text[:300], flush=True)
            print("P" if is_published else "D", call, *[got[r] for r in STORY_ROLES], file=out, flush=True)
