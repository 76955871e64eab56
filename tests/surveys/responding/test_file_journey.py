"""Adding files on the web: no account, no script, and nothing lost when one is refused."""

import re

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.uploads import LARGEST_FILE
from surveys.questionnaires.enums import FileKind, QuestionType
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.attaching import open_file
from surveys.responding.models import AttachedFile, Response
from tests.builders import build_open_survey, build_question
from tests.surveys.responding.browser import Browser
from tests.surveys.responding.test_cleaning import mp3, pdf, picture, with_launch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


@pytest.fixture
def respondent(council_coordinator):
    version = build_open_survey(
        coordinator=council_coordinator,
        questions=[
            build_question(type=QuestionType.TEXT, text="What happened?"),
            build_question(type=QuestionType.TEXT, text="Show us."),
        ],
    )
    # The second question, as one that takes files.
    document = version.document
    document["steps"][1] |= {
        "type": str(QuestionType.FILE),
        "limits": {"accepts": [str(FileKind.PHOTO), str(FileKind.VOICE), str(FileKind.DOCUMENT)]},
    }
    QuestionnaireVersion.objects.filter(pk=version.pk).update(document=document)
    browser = Browser(version)
    browser.start()
    browser.answer(1, "The lift is broken.")
    return browser


def named(content: bytes, name: str = "Aleena's letter.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def add(respondent, content: bytes, *, field: str = "answer", go: str = "add"):
    return respondent.post("step", 2, go=go, **{field: named(content)})


def remove_button(respondent) -> str:
    return re.search(r'name="remove" value="([^"]+)"', respondent.words)[1]


def test_a_photo_is_added_shown_and_sent(respondent):
    add(respondent, picture(), field="photo")
    assert "What you added" in respondent.words
    assert "Aleena" not in respondent.words
    respondent.post("step", 2, go="on")
    respondent.check()
    assert "One file" in respondent.words
    respondent.send()
    file = Response.objects.get().files.get()
    assert file.kind == FileKind.PHOTO
    assert b"Aleena" not in open_file(file)


def test_pressing_continue_with_a_chosen_file_takes_it_along(respondent):
    add(respondent, mp3(), field="voice", go="on")
    assert respondent.path == respondent.address("about_you")
    assert AttachedFile.objects.get().kind == FileKind.VOICE


def test_three_files_and_no_more(respondent):
    for _number in range(3):
        add(respondent, picture())
    assert "as many as we can take" in respondent.words
    assert 'type="file"' not in respondent.words
    add(respondent, picture())
    assert "You can add up to 3 files." in respondent.words
    assert AttachedFile.objects.count() == 3


def test_a_file_can_be_taken_away_again(respondent, django_capture_on_commit_callbacks):
    add(respondent, picture())
    with django_capture_on_commit_callbacks(execute=True):
        respondent.post("step", 2, remove=remove_button(respondent))
    assert "What you added" not in respondent.words
    assert not AttachedFile.objects.exists()
    assert storages["private"].listdir("contributed")[1] == []
    respondent.send()
    assert not Response.objects.get().files.exists()


def test_skipping_takes_every_file_away(respondent):
    add(respondent, picture())
    respondent.skip(2)
    assert not AttachedFile.objects.exists()


def test_thirty_megabytes_are_refused_with_a_sentence_and_nothing_else_is_lost(respondent):
    add(respondent, picture())
    add(respondent, b"a" * 30 * 1024 * 1024)
    assert respondent.last.status_code == 200
    assert "This file is too big. It can have up to 10 MB." in respondent.words
    assert "What you added" in respondent.words
    respondent.check()
    assert "The lift is broken." in respondent.words
    assert "One file" in respondent.words


def test_exactly_ten_megabytes_are_taken(respondent):
    add(respondent, b"a" * LARGEST_FILE)
    assert "What you added" in respondent.words
    assert AttachedFile.objects.get().size == LARGEST_FILE


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ" + bytes(300), "We cannot take this kind of file here."),
        (b"", "This file is empty."),
        (picture()[:400], "We cannot open this file."),
        (pdf(act=with_launch), "This file has a program or other files in it."),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_on_top(respondent, content, sentence):
    add(respondent, content)
    assert respondent.words.count(sentence) == 2
    assert "Error:" in respondent.words
    assert not AttachedFile.objects.exists()


def test_adding_nothing_says_so(respondent):
    respondent.post("step", 2, go="add")
    assert "Please choose a file first." in respondent.words


def test_the_page_asks_for_files_without_a_script(respondent):
    respondent.go("step", 2)
    assert 'enctype="multipart/form-data"' in respondent.words
    assert 'accept="image/*" capture="environment"' in respondent.words
    assert 'accept="audio/*" capture="user"' in respondent.words


def test_a_sent_file_can_be_changed_with_the_answers(respondent):
    add(respondent, picture())
    respondent.post("step", 2, go="on")
    respondent.send()
    respondent.change()
    respondent.go("step", 2)
    respondent.post("step", 2, remove=remove_button(respondent))
    assert Response.objects.get().files.count() == 1  # until it is sent anew
    add(respondent, mp3(), field="voice")
    respondent.send()
    assert Response.objects.get().files.get().kind == FileKind.VOICE


def test_somebody_elses_file_cannot_be_taken_away(respondent, council_coordinator):
    add(respondent, picture())
    other = Browser(respondent.version)
    other.start()
    other.post("step", 2, remove=str(AttachedFile.objects.get().pk))
    assert AttachedFile.objects.count() == 1
