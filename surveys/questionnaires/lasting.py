"""Pictures and recordings at addresses that stay.

A frozen document points to files for years. Wagtail deletes the copies of a picture with the
picture, or when somebody puts another file in its place; so whatever a document shows is copied
once, under the hash of the file that was uploaded.
"""

from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

FOLDER = "lasting"
#: Twice as many dots as a picture is wide on a page, for sharp screens.
PICTURE_DOTS = 320


def lasting_picture(picture: AbstractImage | None) -> str:
    """Address of a small WebP copy of the picture; "" for none."""
    if picture is None:
        return ""
    name = f"{FOLDER}/{picture.get_file_hash()}-{PICTURE_DOTS}.webp"
    if not default_storage.exists(name):
        copy = picture.get_rendition(f"max-{PICTURE_DOTS}x{PICTURE_DOTS}|format-webp")
        with copy.file.open("rb") as content:
            default_storage.save(name, ContentFile(content.read()))
    return default_storage.url(name)


def lasting_recording(document: AbstractDocument | None) -> str:
    """Address of a copy of the recording; "" for none."""
    if document is None:
        return ""
    ending = PurePath(document.file.name).suffix.lower()
    name = f"{FOLDER}/{document.get_file_hash()}{ending}"
    if not default_storage.exists(name):
        with document.file.open("rb") as content:
            default_storage.save(name, ContentFile(content.read()))
    return default_storage.url(name)


def credit_of(picture: AbstractImage | None) -> str:
    """Whom to name beside the picture: the name of the collection that it lies in.

    Licences hold for a whole set of pictures, and Wagtail has no field for them at each one. What
    lies in no collection of its own needs no credit.
    """
    if picture is None or picture.collection.is_root():
        return ""
    return picture.collection.name
