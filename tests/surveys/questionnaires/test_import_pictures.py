"""A set of pictures is brought in once, with its credit."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as Canvas
from wagtail.images import get_image_model

from surveys.questionnaires.lasting import credit_of
from surveys.questionnaires.picture_sets import title_of

CREDIT = "Mulberry Symbols, CC BY-SA 2.0 UK"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    '<rect width="100" height="50" fill="#ff0000"/></svg>'
)

pytestmark = pytest.mark.django_db


def dots(colour: str) -> bytes:
    content = io.BytesIO()
    Canvas.new("RGB", (40, 30), colour).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    source = tmp_path / "set"
    (source / "people").mkdir(parents=True)
    (source / "people" / "man_reading_,_to.png").write_bytes(dots("red"))
    (source / "house.svg").write_text(DRAWING, encoding="utf-8")
    (source / "LICENCE.txt").write_text("CC BY-SA", encoding="utf-8")
    return source


def bring_in(source) -> tuple[str, str]:
    out, error = io.StringIO(), io.StringIO()
    call_command("import_pictures", source, credit=CREDIT, stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def test_pictures_get_titles_from_their_files_and_the_credit_of_the_set(folder):
    said, _errors = bring_in(folder)
    assert said.startswith("2 pictures added, 0 were there already, 0 left out.")
    images = get_image_model().objects.order_by("title")
    assert [image.title for image in images] == ["House", "Man reading , to"]
    assert {credit_of(image) for image in images} == {CREDIT}


def test_drawings_become_dots_on_white(folder):
    bring_in(folder)
    house = get_image_model().objects.get(title="House")
    with house.file.open("rb") as content, Canvas.open(content) as drawn:
        assert drawn.size == (480, 480)
        assert drawn.convert("RGB").getpixel((240, 240)) == (255, 0, 0)
        assert drawn.convert("RGB").getpixel((240, 5)) == (255, 255, 255)


def test_importing_again_adds_only_what_is_new(folder):
    bring_in(folder)
    (folder / "new.png").write_bytes(dots("blue"))
    said, _errors = bring_in(folder)
    assert said.startswith("1 pictures added, 2 were there already")
    assert get_image_model().objects.count() == 3


def test_a_zip_is_as_good_as_a_folder(folder, tmp_path):
    packed = tmp_path / "set.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("set/cat.png", dots("green"))
        archive.writestr("__MACOSX/set/._cat.png", b"rubbish")
        archive.writestr("../../outside.png", dots("pink"))
    said, _errors = bring_in(packed)
    assert said.startswith("2 pictures added")
    assert not (tmp_path.parent / "outside.png").exists()


def test_what_is_no_picture_is_left_out_with_a_sentence(folder):
    (folder / "broken.png").write_bytes(b"not a picture")
    (folder / "broken.svg").write_text("<svg", encoding="utf-8")
    said, errors = bring_in(folder)
    assert "2 pictures added" in said and "2 left out" in said
    assert "broken.png is not a picture." in errors
    assert "broken.svg cannot be drawn. Save it as PNG and import that." in errors


def test_an_empty_folder_or_another_file_is_an_error(tmp_path):
    (tmp_path / "words.txt").write_text("no zip", encoding="utf-8")
    for source in (tmp_path, tmp_path / "words.txt", tmp_path / "nowhere"):
        with pytest.raises(CommandError):
            bring_in(source)


@pytest.mark.parametrize(
    ("name", "title"),
    [("en/go_to_bed.svg", "Go to bed"), ("A.png", "A"), ("x/__.png", "x/__.png")],
)
def test_titles_are_made_of_file_names(name, title):
    assert title_of(name) == title
