"""The sandbox: values come back, limits hold, and nothing survives."""

import asyncio
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
import uvloop

from emberline.kit.sandbox import MAX_ANSWER_BYTES, MAX_FILE_BYTES, Sandbox, SandboxFailed
from tests.processes import lives

HERE = Path(__file__).parent
ROOMY = 256 * 1024 * 1024


@pytest.fixture(autouse=True)
def targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


async def run(name: str, payload: dict[str, Any] | None = None, **limits: Any) -> Any:
    limits = {"memory_bytes": ROOMY, "seconds": 20, **limits}
    return await Sandbox(1).run(f"sandbox_targets:{name}", payload or {}, **limits)


def value(name: str, payload: dict[str, Any] | None = None, **limits: Any) -> Any:
    return asyncio.run(run(name, payload, **limits))


def failure(name: str, payload: dict[str, Any] | None = None, **limits: Any) -> SandboxFailed:
    with pytest.raises(SandboxFailed) as caught:
        value(name, payload, **limits)
    return caught.value


async def ids_in(file: Path) -> list[psutil.Process]:
    async with asyncio.timeout(20):
        while not (found := ids(file)):  # noqa: ASYNC110 - another process sets it
            await asyncio.sleep(0.01)
    return [psutil.Process(pid) for pid in found]


def ids(file: Path) -> list[int]:
    return [int(pid) for pid in file.read_text().split()] if file.exists() else []


def assert_gone(processes: list[psutil.Process]) -> None:
    for process in processes:
        deadline = time.monotonic() + 10
        while lives(process):
            assert time.monotonic() < deadline, f"{process} lives"


def test_a_value_goes_there_and_back() -> None:
    payload = {"text": "a “quoted”\n\x00 line", "list": [1, 2.5, None, True], "deep": {"ö": {}}}

    assert value("echo", payload) == payload


def test_a_long_value_goes_there_and_back() -> None:
    payload = {"text": "ü" * 3_000_000}

    assert value("echo", payload) == payload


def test_it_works_on_uvloop() -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(run("echo", {"a": 1})) == {"a": 1}
        with pytest.raises(SandboxFailed, match="timeout"):
            runner.run(run("wait_with_a_grandchild", {"pids": "/dev/null/none"}, seconds=0))


def test_a_refusal_comes_back_as_data() -> None:
    refusal = failure("refuse", {"wanted": "a JPEG"})

    assert (refusal.reason, refusal.code) == ("refused", "not-today")
    assert refusal.detail == "Send a JPEG instead."


def test_what_a_library_prints_does_not_mix_with_the_answer() -> None:
    assert value("print_noise") == "quiet"


def test_an_exception_is_a_crash_with_its_traceback() -> None:
    crash = failure("raise_error")

    assert crash.reason == "crash"
    assert "nothing there" in crash.detail
    assert "raise_error" in crash.detail


def test_a_deadly_signal_is_a_crash_that_names_it() -> None:
    crash = failure("die", {"signal": signal.SIGSEGV})

    assert crash.reason == "crash"
    assert crash.detail.startswith("SIGSEGV")


def test_an_unknown_function_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(RuntimeError, match="no_such_function"):
        value("no_such_function")


def test_a_payload_over_the_limit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="payload"):
        value("echo", {"text": "x" * 17_000_000})


def test_an_answer_over_the_limit_is_a_crash() -> None:
    fits = value("answer_at_length", {"characters": MAX_ANSWER_BYTES // 2})
    assert len(fits) == MAX_ANSWER_BYTES // 2

    assert failure("answer_at_length", {"characters": MAX_ANSWER_BYTES}).reason == "crash"


@pytest.mark.parametrize("how", ["python", "c"])
def test_a_function_that_eats_memory_is_stopped_at_the_cap(how: str) -> None:
    before = psutil.virtual_memory().available

    assert failure("eat_memory", {"how": how}, memory_bytes=ROOMY).reason == "memory"
    assert psutil.virtual_memory().available > before - 2 * 1024**3


def test_a_kill_by_the_system_counts_as_memory() -> None:
    assert failure("die", {"signal": signal.SIGKILL}).reason == "memory"


def test_a_function_without_end_is_stopped_in_time(tmp_path: Path) -> None:
    started = time.monotonic()

    assert failure("spin", {"pids": str(tmp_path / "pids")}, seconds=1).reason == "timeout"
    assert time.monotonic() - started < 5
    assert [psutil.pid_exists(pid) for pid in ids(tmp_path / "pids")] == [False]


def test_using_up_the_processor_time_is_a_timeout() -> None:
    assert failure("die", {"signal": signal.SIGXCPU}).reason == "timeout"


def test_time_out_kills_what_the_function_started(tmp_path: Path) -> None:
    async def scene() -> None:
        pids = tmp_path / "pids"
        running = asyncio.create_task(run("wait_with_a_grandchild", {"pids": str(pids)}, seconds=3))
        family = await ids_in(pids)
        assert [process.is_running() for process in family] == [True, True]
        with pytest.raises(SandboxFailed, match="timeout"):
            await running
        assert_gone(family)

    asyncio.run(scene())


def test_cancelling_kills_the_child_and_what_it_started(tmp_path: Path) -> None:
    async def scene() -> None:
        pids = tmp_path / "pids"
        running = asyncio.create_task(run("wait_with_a_grandchild", {"pids": str(pids)}))
        family = await ids_in(pids)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert_gone(family)

    asyncio.run(scene())


def test_cancelling_at_any_early_moment_leaves_no_child() -> None:
    # The servers of other tests of this process are its children too.
    others = set(psutil.Process().children(recursive=True))

    async def scene() -> None:
        for steps in range(0, 40, 2):
            running = asyncio.create_task(run("echo"))
            for _ in range(steps):
                await asyncio.sleep(0.001)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            assert running.cancelled() or not running.exception()

    asyncio.run(scene())
    assert_gone([p for p in psutil.Process().children(recursive=True) if p not in others])


def test_what_a_function_left_running_ends_with_it() -> None:
    async def scene() -> None:
        left = await run("leave_a_grandchild")
        assert left > 0
        if psutil.pid_exists(left):
            assert_gone([psutil.Process(left)])

    asyncio.run(scene())


def test_children_take_turns_at_the_slots(tmp_path: Path) -> None:
    async def most_together(slots: int) -> int:
        folder = tmp_path / str(slots)
        folder.mkdir()
        sandbox = Sandbox(slots)
        target = "sandbox_targets:note_overlap"
        payload = {"folder": str(folder)}
        calls = [sandbox.run(target, payload, memory_bytes=ROOMY, seconds=20) for _ in range(6)]
        together: list[int] = await asyncio.gather(*calls)
        return max(together)

    assert asyncio.run(most_together(6)) > 1
    assert asyncio.run(most_together(1)) == 1


def test_a_failure_gives_its_slot_back() -> None:
    async def scene() -> None:
        sandbox = Sandbox(1)
        limits: dict[str, Any] = {"memory_bytes": ROOMY, "seconds": 20}
        for _ in range(3):
            with pytest.raises(SandboxFailed):
                await sandbox.run("sandbox_targets:raise_error", {}, **limits)
        assert await sandbox.run("sandbox_targets:echo", {"a": 1}, **limits) == {"a": 1}

    asyncio.run(scene())


def test_a_child_has_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBERLINE_SECRET_KEY", "hidden")
    nice_here = os.nice(0)

    around = value("look_around", folder=tmp_path)

    assert os.environ["EMBERLINE_SECRET_KEY"] == "hidden"
    assert not [name for name in around["environment"] if name.startswith("EMBERLINE")]
    assert around["environment"]["TMPDIR"] == around["folder"] == str(tmp_path)
    assert around["niceness"] == min(nice_here + 10, 19)
    assert around["leads_its_group"]
    assert around["core"] == 0
    assert around["open_files"] <= 64
    assert around["descriptors"] <= 6


def test_a_file_grows_no_further_than_the_cap(tmp_path: Path) -> None:
    assert value("write_too_much", {"bytes": MAX_FILE_BYTES}, folder=tmp_path) == 0
    assert value("write_too_much", {"bytes": MAX_FILE_BYTES + 1}, folder=tmp_path) == errno.EFBIG


if sys.platform == "linux":

    def test_a_child_reaches_no_port_of_this_machine() -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            assert connect_outside("connect", {"port": port}) == "connected"

            assert value("connect", {"port": port}) == "PermissionError"

    def test_a_child_reaches_no_socket_file(tmp_path: Path) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "socket"))
            server.listen()
            path = {"path": str(tmp_path / "socket")}
            assert connect_outside("connect_by_file", path) == "connected"

            assert value("connect_by_file", path) == "PermissionError"

    def connect_outside(name: str, payload: dict[str, Any]) -> str:
        call = f"import json, sandbox_targets; print(sandbox_targets.{name}({payload!r}))"
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", call]
        return subprocess.check_output(command, env=environment, text=True).strip()

    def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
        pids = tmp_path / "pids"
        call = (
            "import asyncio; from emberline.kit.sandbox import Sandbox;"
            f"asyncio.run(Sandbox(1).run('sandbox_targets:spin', {{'pids': {str(pids)!r}}},"
            "memory_bytes=2**28, seconds=60))"
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        parent = subprocess.Popen([sys.executable, "-c", call], env=environment)
        children = asyncio.run(ids_in(pids))
        assert [child.ppid() for child in children] == [parent.pid]

        parent.kill()
        parent.wait()

        assert_gone(children)


PROGRAM = (
    "import os, resource, sys, time\n"
    "print(os.getpid(), os.sched_getscheduler(0) if sys.platform == 'linux' else '', flush=True)\n"
)


async def hear_all(program: str, folder: Path, **limits: Any) -> list[str]:
    heard: list[str] = []

    async def hear(line: str) -> None:
        heard.append(line)

    limits = {"memory_bytes": ROOMY, "seconds": 20.0, "cpu_seconds": 20, **limits}
    await Sandbox(1).run_in_background(
        [sys.executable, "-c", program], folder=folder, **{"heard": hear, **limits}
    )
    return heard


def test_a_program_is_heard_line_by_line_and_gives_way_to_all_others(tmp_path: Path) -> None:
    heard = asyncio.run(hear_all(PROGRAM + "print('done')", tmp_path))

    assert heard[1:] == ["done\n"]
    assert heard[0].split()[1] == str(os.SCHED_IDLE)


def test_a_program_has_no_network_and_little_memory(tmp_path: Path) -> None:
    with pytest.raises(SandboxFailed, match="PermissionError"):
        asyncio.run(hear_all("import socket; socket.socket()", tmp_path))
    with pytest.raises(SandboxFailed) as caught:
        asyncio.run(hear_all("bytes(10**9)", tmp_path))
    assert caught.value.reason == "memory"


def test_a_program_that_fails_tells_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(SandboxFailed, match="exit status 3: never") as caught:
        asyncio.run(hear_all("import sys; sys.stderr.write('never'); sys.exit(3)", tmp_path))
    assert caught.value.reason == "crash"


@pytest.mark.parametrize(
    ("program", "limits"),
    [("time.sleep(60)", {"seconds": 1.0}), ("while True: pass", {"cpu_seconds": 1})],
)
def test_a_program_without_end_is_stopped_in_time(
    tmp_path: Path, program: str, limits: dict[str, Any]
) -> None:
    with pytest.raises(SandboxFailed) as caught:
        asyncio.run(hear_all(PROGRAM + program, tmp_path, **limits))
    assert caught.value.reason == "timeout"


def test_a_listener_that_had_enough_ends_the_program(tmp_path: Path) -> None:
    heard: list[str] = []

    async def hear(line: str) -> None:
        heard.append(line)
        raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(hear_all(PROGRAM + "time.sleep(60)", tmp_path, heard=hear))
    assert not psutil.pid_exists(int(heard[0].split()[0]))


def test_cancelling_ends_the_program(tmp_path: Path) -> None:
    async def start_and_cancel() -> int:
        started: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def hear(line: str) -> None:
            started.set_result(line)

        task = asyncio.create_task(hear_all(PROGRAM + "time.sleep(60)", tmp_path, heard=hear))
        line = await asyncio.wait_for(started, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return int(line.split()[0])

    assert not psutil.pid_exists(asyncio.run(start_and_cancel()))
