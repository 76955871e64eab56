"""How files of people without an account are taken in: in memory, and never more than may be kept.

Django would write a large file to the disk before anybody asked how large it may be. Here the rest
of it is thrown away as it comes, so that the page can answer with a sentence and the other fields
of the form are there. Staff upload through Django's own handlers (``/admin/``).
"""

import io
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

LARGEST_FILE = 10 * 1024 * 1024
#: Above this nobody waits for a sentence: the connection is closed.
LARGEST_REQUEST = 200 * 1024 * 1024
STAFF_PATHS = ("/admin/",)


class CappedUploadHandler(FileUploadHandler):
    """Keeps up to `LARGEST_FILE` bytes. A larger file has its true size and no content."""

    active = False
    buffer: io.BytesIO
    size = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        self.active = not str(META.get("PATH_INFO", "")).startswith(STAFF_PATHS)
        if self.active and content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("The request body is larger than anything that is taken.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.active:
            self.buffer, self.size = io.BytesIO(), 0
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.active:
            return raw_data
        self.size += len(raw_data)
        if self.size <= LARGEST_FILE:
            self.buffer.write(raw_data)
        else:
            self.buffer = io.BytesIO()
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if not self.active:
            return None
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            # What the file is called on somebody's phone is nobody's business here.
            name="file",
            content_type=self.content_type,
            size=self.size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
