"""Pictures and recordings reach every browser, Safari included."""

import pytest


@pytest.fixture
def recording(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "spoken").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "minutes.mp3").write_bytes(b"private")
    (tmp_path / "spoken" / "words.mp3").write_bytes(b"0123456789" * 100)
    return "/media/spoken/words.mp3"


def test_a_recording_is_served_whole_and_may_be_kept(client, recording):
    answer = client.get(recording, headers={"Accept-Encoding": "gzip"})
    assert answer.content == b"0123456789" * 100
    assert answer["Content-Type"] == "audio/mpeg"
    assert "immutable" in answer["Cache-Control"]
    assert "Content-Encoding" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "content", "place"),
    [
        ("bytes=0-1", b"01", "bytes 0-1/1000"),
        ("bytes=995-", b"56789", "bytes 995-999/1000"),
        ("bytes=-3", b"789", "bytes 997-999/1000"),
        ("bytes=998-5000", b"89", "bytes 998-999/1000"),
    ],
)
def test_a_browser_gets_the_part_that_it_asks_for(client, recording, asked, content, place):
    answer = client.get(recording, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, content)
    assert answer["Content-Range"] == place


@pytest.mark.parametrize("asked", ["bytes=1000-", "bytes=5-2"])
def test_bytes_that_are_not_there_are_refused(client, recording, asked):
    answer = client.get(recording, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */1000")


def test_what_a_browser_has_is_not_sent_again(client, recording):
    kept = client.get(recording)["Last-Modified"]
    answer = client.get(recording, headers={"If-Modified-Since": kept})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/media/documents/minutes.mp3",
        "/media/spoken/../documents/minutes.mp3",
        "/media/spoken/%2e%2e/documents/minutes.mp3",
        "/media/spoken/missing.mp3",
    ],
)
def test_nothing_else_in_the_folder_of_uploads_can_be_fetched(client, recording, address):
    assert client.get(address).status_code == 404
