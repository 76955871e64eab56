"""The computer voice: made once, found by its words, cleared when nothing needs it."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.jobs.enums import JobState
from portal.jobs.models import LongJob
from portal.jobs.queue import run_waiting_tasks
from surveys.questionnaires.actions import close_survey, open_survey
from surveys.questionnaires.models import SpokenText, SurveyPage
from surveys.questionnaires.reading_aloud import (
    spoken_address,
    spoken_addresses,
    tidy_spoken_texts,
)
from surveys.questionnaires.speaking import hash_of_parts, pages_to_speak, parts_of
from surveys.questionnaires.steps import ShownOption, ShownStep, shown_steps
from surveys.questionnaires.voices import EspeakVoice, NoVoice, computer_voice
from surveys.questionnaires.wording import NOTHING, Words
from tests.builders import build_question, build_survey_page, build_translation, in_days


class PretendVoice:
    """Says what it was told to say; it knows no Polish."""

    name = "pretend 1"
    languages = frozenset({"en", "ur"})

    @classmethod
    def is_installed(cls):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def say(self, pages):
        for parts in pages:
            yield " / ".join(words.text for words in parts).encode()


class NewerVoice(PretendVoice):
    name = "pretend 2"


class Mute(PretendVoice):
    def __enter__(self):
        raise NoVoice


@pytest.fixture(autouse=True)
def a_voice(settings, tmp_path):
    settings.COMPUTER_VOICE = f"{__name__}.PretendVoice"
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def survey(forum):
    return build_survey_page(
        owner=forum,
        questions=[build_question(text="I was listened to.")],
        opens_on=in_days(-3),
        closes_on=in_days(20),
    )


def step(**given) -> ShownStep:
    common = {"number": 1, "id": "one", "kind": "question", "text": NOTHING}
    return ShownStep(**common | {"heading": Words("Book?", "en")} | given)


def said(address: str, tmp_path) -> str:
    return (tmp_path / address.removeprefix("/media/")).read_text(encoding="utf-8")


def test_a_page_is_read_as_question_help_and_answers():
    shown = step(
        text=Words("Choose one.", "en"),
        options=(ShownOption("a", Words("Ring", "en")), ShownOption("b", Words("Ask", "en"))),
    )
    assert [words.text for words in parts_of(shown)] == ["Book?", "Choose one.", "Ring", "Ask"]


def test_easy_read_is_read_as_its_lines():
    shown = step(lines=(Words("One.", "en"), Words("Two.", "en")))
    assert [words.text for words in parts_of(shown)] == ["One.", "Two."]


def test_tags_are_not_read_out():
    shown = step(kind="information", text=Words("<p>Hello <b>you</b></p>", "en"))
    assert parts_of(shown)[1].text == "Hello you"


def test_the_same_words_have_one_recording_and_other_languages_another():
    assert hash_of_parts(parts_of(step())) == hash_of_parts(parts_of(step(id="two", number=2)))
    assert hash_of_parts((Words("Ring", "en"),)) != hash_of_parts((Words("Ring", "ur"),))


def test_opening_a_survey_makes_its_voice_in_the_queue(survey, forum_coordinator, tmp_path):
    version = open_survey(page=survey, user=forum_coordinator)
    assert not SpokenText.objects.exists()
    run_waiting_tasks()
    job = LongJob.objects.get()
    assert (job.state, job.started_by, job.message) == (
        JobState.DONE,
        forum_coordinator,
        "One more page can be listened to.",
    )
    shown = shown_steps(version.document, "en")[0]
    assert said(spoken_address(shown), tmp_path).startswith("I was listened to. / Agree a lot")


def test_making_it_again_makes_nothing_twice(survey, forum_coordinator):
    for _time in range(2):
        open_survey(page=survey, user=forum_coordinator)
        run_waiting_tasks()
    assert SpokenText.objects.count() == 1
    assert LongJob.objects.count() == 1


def test_a_language_that_the_voice_does_not_speak_stays_silent(survey, forum_coordinator):
    build_translation(survey, "pl", title="Ankieta")
    build_translation(survey, "ur", title="سروے")
    question = survey.body[0].value["question"]
    for locale in SurveyPage.objects.translated_from(survey):
        translated = question.copy_for_translation(locale.locale)
        translated.text = f"{question.text} {locale.locale}"
        translated.save()
    version = open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    found = {
        language: spoken_address(shown_steps(version.document, language)[0])
        for language in ("en", "ur", "pl")
    }
    assert found["en"] and found["ur"] and found["en"] != found["ur"]
    assert found["pl"] == ""


@pytest.mark.django_db
def test_a_person_comes_before_the_computer(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert spoken_address(step(audio="/media/person.mp3")) == "/media/person.mp3"


@pytest.mark.django_db
def test_looking_for_recordings_takes_one_query_however_many_pages(django_assert_num_queries):
    SpokenText.objects.create(
        words_hash=hash_of_parts(parts_of(step())), voice="v", language="en", file="spoken/a.mp3"
    )
    pages = [step(), step(id="two", heading=Words("Else?", "en")), step(id="three", audio="/p.mp3")]
    with django_assert_num_queries(1):  # the recordings of these words
        assert spoken_addresses(pages) == {"one": "/media/spoken/a.mp3", "three": "/p.mp3"}


def test_another_version_of_the_voice_says_it_anew(survey, forum_coordinator, settings):
    open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    settings.COMPUTER_VOICE = f"{__name__}.NewerVoice"
    survey.introduction = "Another introduction."
    survey.body[0].value["question"].text = "Changed?"
    survey.body[0].value["question"].save()
    version = open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    spoken = SpokenText.objects.latest("pk")
    assert spoken.voice == "pretend 2"
    assert spoken_address(shown_steps(version.document, "en")[0]) == spoken.file.url


def test_without_a_voice_opening_works_and_pages_have_none(survey, forum_coordinator, settings):
    settings.COMPUTER_VOICE = ""
    version = open_survey(page=survey, user=forum_coordinator)
    assert not LongJob.objects.exists()
    assert spoken_address(shown_steps(version.document, "en")[0]) == ""


def test_a_voice_that_does_not_start_is_said_so_in_the_job(survey, forum_coordinator, settings):
    settings.COMPUTER_VOICE = f"{__name__}.Mute"
    open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    job = LongJob.objects.get()
    assert (job.state, job.message) == (
        JobState.DONE,
        "There is no computer voice on this machine.",
    )


def test_what_no_open_survey_needs_is_cleared_at_night(survey, forum_coordinator, tmp_path):
    open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    assert tidy_spoken_texts() == 0
    close_survey(page=survey, user=forum_coordinator, on=in_days(-1))
    assert tidy_spoken_texts() == 1
    assert list((tmp_path / "spoken").iterdir()) == []


def test_earlier_versions_keep_their_voice_while_the_survey_is_open(survey, forum_coordinator):
    open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    question = survey.body[0].value["question"]
    question.text = "Did we listen?"
    question.save()
    open_survey(page=survey, user=forum_coordinator)
    run_waiting_tasks()
    assert tidy_spoken_texts() == 0
    assert SpokenText.objects.count() == 2


def test_the_page_says_who_reads():
    with override("en"):
        person = render_to_string(
            "includes/listen_step.html", {"step": step(audio="/p.mp3"), "spoken": "/p.mp3"}
        )
        computer = render_to_string(
            "includes/listen_step.html", {"step": step(), "spoken": "/s.mp3"}
        )
        nobody = render_to_string("includes/listen_step.html", {"step": step(), "spoken": ""})
    assert "somebody reading" in person and "computer" not in person
    assert "(a computer voice)" in computer and 'src="/s.mp3"' in computer
    assert 'data-read-aloud="Book?" hidden' in nobody and "<audio" not in nobody


@pytest.mark.skipif(not EspeakVoice.is_installed(), reason="espeak-ng is not installed")
def test_the_real_voice_speaks_every_language_of_the_portal(settings):
    settings.COMPUTER_VOICE = "surveys.questionnaires.voices.EspeakVoice"
    sentences = {
        "en": "How would you like to book?",
        "ur": "آپ کیسے بک کرنا چاہتے ہیں؟",
        "pa": "ਤੁਸੀਂ ਕਿਵੇਂ ਬੁੱਕ ਕਰਨਾ ਚਾਹੁੰਦੇ ਹੋ?",
        "pl": "Jak chcesz zarezerwować?",
        "ro": "Cum doriți să rezervați?",
    }
    with computer_voice() as voice:
        assert {code for code, _name in settings.LANGUAGES} <= voice.languages
        sounds = list(voice.say([(Words(text, code),) for code, text in sentences.items()]))
    assert all(4_000 < len(sound) < 30_000 for sound in sounds)
    assert all(sound[:1] == b"\xff" for sound in sounds)
    assert len(set(sounds)) == len(sounds)


def test_an_engine_that_dies_leaves_pages_silent_and_nothing_else(monkeypatch, tmp_path):
    program = tmp_path / "dies.py"
    program.write_text('print(\'{"name": "frail", "languages": ["en"]}\', flush=True)')
    monkeypatch.setattr("surveys.questionnaires.voices.ESPEAK_PROGRAM", program)
    with EspeakVoice() as voice:
        assert voice.name == "frail"
        assert list(voice.say([(Words("One", "en"),)] * 3)) == [b"", b"", b""]


def test_an_engine_that_does_not_start_is_no_voice(monkeypatch, tmp_path):
    program = tmp_path / "missing.py"
    program.write_text("raise SystemExit(1)")
    monkeypatch.setattr("surveys.questionnaires.voices.ESPEAK_PROGRAM", program)
    with pytest.raises(NoVoice), EspeakVoice():
        pass


def test_every_page_and_language_of_a_document_is_to_be_spoken():
    agree = {"en": "I was listened to.", "ur": "میری بات سنی گئی۔"}
    document = {
        "languages": ["en", "ur"],
        "steps": [
            {
                "id": "a",
                "kind": "question",
                "question": "q",
                "code": "A",
                "type": "text",
                "required": False,
                "text": agree,
                "help": {},
                "options": [],
                "audio": {"ur": "/media/person.mp3"},
            }
        ],
        "easy_read": {
            "languages": ["en"],
            "steps": [
                {
                    "id": "e",
                    "explains": "a",
                    "picture": "",
                    "lines": {"en": ["Did they listen?"]},
                    "options": {},
                }
            ],
        },
    }
    assert [(language, parts[0].text) for language, parts in pages_to_speak(document)] == [
        ("en", "I was listened to."),
        ("en", "Did they listen?"),
    ]
