"""Serves uploaded pictures and recordings, in parts where a browser asks for parts.

Safari plays sound only from a server that sends ranges of bytes (RFC 9110, section 14). This stands
before compression, which would change the lengths. Only folders whose files anybody may see are
served; documents open through Wagtail, which knows who may. A web server or object storage in front
can serve MEDIA_URL instead.
"""

import mimetypes
import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_http_date_safe

PUBLIC_FOLDERS = ("images", "lasting", "spoken")
#: Files under the hash of what is in them never change.
NAMED_BY_CONTENT = ("lasting", "spoken")
A_YEAR, AN_HOUR = 31536000, 3600

_ADDRESS = re.compile(
    rf"{re.escape(settings.MEDIA_URL)}(?P<folder>{'|'.join(PUBLIC_FOLDERS)})/(?P<name>[\w.-]+)"
)
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class MediaMiddleware:
    """Answers addresses below MEDIA_URL; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _ADDRESS.fullmatch(request.path_info)
        if found is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        file = Path(settings.MEDIA_ROOT, found["folder"], found["name"])
        if not file.is_file():
            return self.get_response(request)  # the portal's own "page not found"
        return _answer(request, file, found["folder"])


def _answer(request: HttpRequest, file: Path, folder: str) -> HttpResponse:
    about = file.stat()
    changed = int(about.st_mtime)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and since >= changed:
        response = HttpResponse(status=304)
    else:
        response = _content(file, about.st_size, request.headers.get("Range", ""))
    response["Last-Modified"] = http_date(changed)
    age = A_YEAR if folder in NAMED_BY_CONTENT else AN_HOUR
    response["Cache-Control"] = f"public, max-age={age}" + (", immutable" if age == A_YEAR else "")
    return response


def _content(file: Path, size: int, asked: str) -> HttpResponse:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    part = _part(asked, size)
    if part is None:
        response = HttpResponse(file.read_bytes(), content_type=kind)
    elif not part:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        with file.open("rb") as opened:
            opened.seek(part.start)
            response = HttpResponse(opened.read(len(part)), content_type=kind, status=206)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def _part(asked: str, size: int) -> range | None:
    """The bytes asked for; None for the whole file, empty if there are no such bytes."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None  # several ranges, or something else: the whole file is a right answer too
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    return range(int(first), min(int(last) + 1, size) if last else size)
