import time
from pathlib import Path
from tests.cli.test_workers import _serving, migrated_url, MARA
NOOR = {"email": "noor@example.com", "password": "a long enough one", "username": "noor"}
def test_event_crosses(tmp_path: Path, migrated_url: str, redis_url: str):
    with _serving(tmp_path, EMBERLINE_DATABASE_URL=migrated_url, EMBERLINE_REDIS_URL=redis_url) as servers:
        a, b = servers.workers()
        first, second = servers.client_of(a), servers.client_of(b)
        author = {"Authorization": "Bearer " + first.post("/signup", json=NOOR).json()["token"]}
        viewer = {"Authorization": "Bearer " + first.post("/signup", json=MARA).json()["token"]}
        clip = first.post("/stories", json={"text": "hi"}, headers=author).json()
        with second.stream("GET", "/events", headers=author) as stream:
            lines = stream.iter_lines()
            for line in lines:
                print(repr(line))
                if '"hello"' in line: break
            for i in range(5):
                t = time.monotonic()
                r = first.post(f"/stories/{clip['id']}/view" if i == 0 else f"/stories/{clip['id']}/reactions", json=None if i==0 else {"emoji": "🔥🎉😀👍"[i-1]}, headers=viewer)
                post = time.monotonic() - t
                for line in lines:
                    if line.startswith("data:"):
                        break
                print(r.status_code, f"POST {post*1e3:.1f} ms, event after {1e3*(time.monotonic()-t):.1f} ms", line[:90])
