"""Stored files in a bucket of an S3-compatible store."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import aiohttp
import structlog
from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession
from botocore.exceptions import BotoCoreError, ClientError

from emberline.kit import errors
from emberline.kit.blobs import CHUNK_BYTES, Stored, check_key, check_prefix, is_key_part

# Three of these are in memory while a file is put. S3 takes none smaller, and 10,000 at most.
PART_BYTES = 5 * 1024 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 30
ATTEMPTS = 3
# Each file that is being read holds one, however slow its reader.
CONNECTIONS = 1000

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", re.ASCII)
_MISSING = {"404", "NoSuchKey"}
# AWS is never full. Others say so in words of their own.
_NO_ROOM = {"InsufficientStorage", "QuotaExceeded", "XMinioStorageFull"}

log = structlog.get_logger()


class Place(NamedTuple):
    """Where a store is. Without endpoint it is AWS; without a key botocore finds credentials."""

    bucket: str
    prefix: str
    endpoint: str | None
    region: str | None
    key_id: str | None
    secret: str | None


def place_of(url: str) -> Place:
    """The parts of `s3://[KEY:SECRET@]bucket[/prefix][?endpoint=https://…&region=…]`.

    Raises ValueError with a sentence that does not repeat the secret.
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query, keep_blank_values=True)
    prefix = parts.path.strip("/")
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.hostname or ""):
        raise ValueError("use s3://bucket?endpoint=https://…, with the bucket's name")
    if set(asked) - {"endpoint", "region"} or any(len(values) > 1 for values in asked.values()):
        raise ValueError("beside the bucket only `endpoint` and `region` are known, once each")
    if prefix and not all(map(is_key_part, prefix.split("/"))):
        raise ValueError("after the bucket's name use only a-z, 0-9 and . _ - between slashes")
    if (parts.username is None) != (parts.password is None):
        raise ValueError("send both the access key and the secret (KEY:SECRET@), or neither")
    endpoint = asked.get("endpoint", [None])[0]
    if endpoint is not None and not _is_address(endpoint):
        raise ValueError("the endpoint is the store's address, https://host or http://host:port")
    return Place(
        bucket=str(parts.hostname),
        prefix=f"{prefix}/" if prefix else "",
        endpoint=endpoint,
        # Other stores than AWS have one region, whose name hardly any of them looks at.
        region=asked.get("region", ["us-east-1" if endpoint else None])[0],
        key_id=unquote(parts.username) if parts.username else None,
        secret=unquote(parts.password) if parts.password else None,
    )


def _is_address(endpoint: str) -> bool:
    parts = urlsplit(endpoint)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


@asynccontextmanager
async def open_s3_blobs(url: str) -> AsyncIterator["S3Blobs"]:
    """`Blobs` in the bucket that `url` names (see `place_of`), which exists; closed at the end.

    Raises ValueError for another URL, and `errors.unavailable`, saying why, when the bucket cannot
    be used: it is not there, its store does not answer or refuses the credentials.
    """
    place = place_of(url)
    async with AsyncExitStack() as stack:
        with _usable(place.bucket):
            client = await stack.enter_async_context(_client(place))
            await client.head_bucket(Bucket=place.bucket)
        yield S3Blobs(client, place.bucket, place.prefix)


def _client(place: Place) -> Any:
    return AioSession().create_client(
        "s3",
        endpoint_url=place.endpoint,
        region_name=place.region,
        aws_access_key_id=place.key_id,
        aws_secret_access_key=place.secret,
        config=_config(place),
    )


def _config(place: Place) -> AioConfig:
    return AioConfig(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        max_pool_connections=CONNECTIONS,
        retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
        # Few other stores have a host name for each bucket. Under TLS nobody can change the bytes,
        # so that hashing all of them for the signature would be time for nothing.
        s3={
            "addressing_style": "path" if place.endpoint else "auto",
            "payload_signing_enabled": False,
        },
        # The newer checksums are unknown to many stores.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


@contextmanager
def _usable(bucket: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        told = {
            403: "The media store refuses the credentials, or they may not use the bucket {}.",
            404: "The media store has no bucket {}.",
        }.get(_status(error), "The media store refuses the bucket {}: is it in another region?")
        raise errors.unavailable(told.format(bucket)) from error
    except (BotoCoreError, aiohttp.ClientError) as error:
        raise errors.unavailable(f"The media store cannot be used: {error}") from error


class S3Blobs:
    """`Blobs` in `bucket`, each key below `prefix`; `client` is aiobotocore's, held open outside.

    What the store has acknowledged is durable and seen by every later call: S3 has promised that
    since 2020, and its likes do too.
    """

    def __init__(self, client: Any, bucket: str, prefix: str = "") -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix

    async def put_file(self, key: str, path: Path) -> None:
        """See `Blobs`."""
        target = self._target(key)
        with await asyncio.to_thread(path.open, "rb") as source:
            first = await asyncio.to_thread(source.read, PART_BYTES)
            if len(first) < PART_BYTES:
                with _told():
                    await self._client.put_object(**target, Body=io.BytesIO(first))
            else:
                await self._put_parts(target, source, first)

    async def size(self, key: str) -> int:
        """See `Blobs`."""
        with _told():
            found = await self._client.head_object(**self._target(key))
        return int(found["ContentLength"])

    async def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        """See `Blobs`. One request a call, so that what comes is of one file."""
        if start < 0 or length < 0:
            raise ValueError(f"no bytes {length} from {start}")
        body = await self._open(key, start, length)
        if body is None:
            return
        async with body:
            while True:
                with _told():
                    chunk = await body.read(CHUNK_BYTES)
                if not chunk:
                    return
                yield chunk

    async def delete(self, key: str) -> None:
        """See `Blobs`."""
        with _told():
            await self._client.delete_object(**self._target(key))

    async def keys(self, prefix: str = "") -> AsyncIterator[Stored]:
        """See `Blobs`. What others put below the prefix under no key of ours is left out."""
        below = self._prefix + check_prefix(prefix)
        pages = self._client.get_paginator("list_objects_v2")
        with _told():
            async for page in pages.paginate(Bucket=self._bucket, Prefix=below):
                for found in page.get("Contents", ()):
                    key = found["Key"].removeprefix(self._prefix)
                    if all(map(is_key_part, key.split("/"))):
                        yield Stored(key, found["Size"], found["LastModified"].astimezone(UTC))

    async def sweep_temporary(self, older_than: datetime) -> int:
        """See `Blobs`."""
        swept = 0
        pages = self._client.get_paginator("list_multipart_uploads")
        with _told():
            async for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                for upload in page.get("Uploads", ()):
                    if upload["Initiated"] < older_than:
                        target = {"Bucket": self._bucket, "Key": upload["Key"]}
                        await self._abort(target, upload["UploadId"])
                        swept += 1
        return swept

    def _target(self, key: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + check_key(key)}

    async def _put_parts(self, target: dict[str, str], source: BinaryIO, chunk: bytes) -> None:
        with _told():
            begun = await self._client.create_multipart_upload(**target)
        upload = {**target, "UploadId": begun["UploadId"]}
        parts: list[dict[str, object]] = []
        try:
            while chunk:
                part: dict[str, object] = {"PartNumber": len(parts) + 1}
                with _told():
                    kept = await self._client.upload_part(**upload, **part, Body=io.BytesIO(chunk))
                parts.append({**part, "ETag": kept["ETag"]})
                chunk = await asyncio.to_thread(source.read, PART_BYTES)
            with _told():
                await self._client.complete_multipart_upload(
                    **upload, MultipartUpload={"Parts": parts}
                )
        except BaseException:
            await self._give_up(target, begun["UploadId"])
            raise

    async def _give_up(self, target: dict[str, str], upload_id: str) -> None:
        try:
            with _told():
                await self._abort(target, upload_id)
        except errors.AppError:
            # The reason why the put failed is what the caller must hear; `sweep_temporary` aborts.
            log.warning("multipart_upload_left", key=target["Key"])

    async def _abort(self, target: dict[str, str], upload_id: str) -> None:
        try:
            await self._client.abort_multipart_upload(**target, UploadId=upload_id)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchUpload":
                raise

    async def _open(self, key: str, start: int, length: int) -> Any:
        """The body of the range; None where the file has no byte in it."""
        if length == 0:
            await self.size(key)
            return None
        wanted = f"bytes={start}-{start + length - 1}"
        with _told():
            try:
                found = await self._client.get_object(**self._target(key), Range=wanted)
            except ClientError as error:
                if _status(error) == 416:
                    return None
                raise
        return found["Body"]


@contextmanager
def _told() -> Iterator[None]:
    """Say what the store refuses or does not answer in the words of the port."""
    try:
        yield
    except ClientError as error:
        raise _refusal(error) from error
    except (BotoCoreError, aiohttp.ClientError) as error:
        log.warning("store_unreachable", reason=str(error))
        raise errors.unavailable("The media store does not answer. Try again soon.") from error


def _refusal(error: ClientError) -> errors.AppError:
    code, status = error.response["Error"]["Code"], _status(error)
    if code in _MISSING:
        return errors.not_found("File")
    if code in _NO_ROOM or status == 507:
        return errors.disk_full()
    log.warning("store_refused", call=error.operation_name, code=code, status=status)
    return errors.unavailable("The media store refuses to serve. Try again soon.")


def _status(error: ClientError) -> int:
    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
