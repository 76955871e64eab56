"""The printed form: whole, accessible, in each language, with codes that can be scanned."""

import datetime
import io
import re
import unicodedata

import page as accessible_pdf
import pytest
import typst
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from portal import typesetting as kernel
from surveys.questionnaires.enums import Agreement, QuestionType
from surveys.responding.paper.on_paper import document_on_paper
from surveys.responding.paper.saying import Facts
from surveys.responding.paper.typesetting import Sheet, typeset_forms
from tests.builders import build_step

FACTS = Facts(
    brand="Wexmere Listens",
    phone="01632 960100",
    text_number="07700 900123",
    freepost_address="FREEPOST WEXMERE LISTENS",
    safeguarding_phone="01632 960555",
    code_address="http://localhost:8000/en/code/",
    last_day=datetime.date(2026, 12, 20),
)
FACES = {choice.value: str(choice.label) for choice in Agreement}
URDU = "آپ شارٹ بریک کیسے بک کرنا چاہیں گے؟"
PUNJABI = "ਤੁਸੀਂ ਸ਼ੌਰਟ ਬ੍ਰੇਕ ਕਿਵੇਂ ਬੁੱਕ ਕਰਨਾ ਚਾਹੋਗੇ?"


def step(code: str, text: str, kind: QuestionType, options: dict | None = None, **more) -> dict:
    built = build_step(code=code, text=text, type=kind, options=options)
    return built | {"show_if": [], "limits": {}, "rows": []} | more


def every_kind() -> list[dict]:
    rows = [{"key": f"r{n}", "text": {"en": f"Line number {n}"}} for n in range(3)]
    first = step("Q1", "How would you book?", QuestionType.CHOICE, {"ring": "Ring", "app": "App"})
    first["text"] |= {"ur": URDU, "pa": PUNJABI}
    asks = {"about": "answer", "question": first["question"], "row": "", "test": "is_any_of"}
    rung = [{"match": "all", "conditions": [asks | {"values": ["ring"]}]}]
    return [
        first,
        step("Q2", "Staff were kind.", QuestionType.AGREE, FACES, show_if=rung),
        step("Q3", "When?", QuestionType.CHOICES, {"a": "After school", "b": "At weekends"}),
        step("Q4", "Which picture?", QuestionType.PICTURE, {"a": "Swimming", "b": "Cooking"}),
        step("Q5", "How easy?", QuestionType.SCALE, {str(n): str(n) for n in range(1, 6)}),
        step("Q6", "What matters most?", QuestionType.RANKING, {"a": "Time", "b": "Place"}),
        step("Q7", "Say for each line", QuestionType.MATRIX, FACES, rows=rows),
        step("Q8", "In three words", QuestionType.LINE),
        step("Q9", "What should change?", QuestionType.TEXT),
        step("Q10", "How many children?", QuestionType.NUMBER),
        step("Q11", "Which month?", QuestionType.DATE),
        step("Q12", "Send us a photo", QuestionType.FILE),
        {
            "id": "exit",
            "kind": "exit",
            "show_if": [{"match": "all", "conditions": [asks | {"values": ["app"]}]}],
            "heading": {"en": "That is all"},
            "text": {"en": "<p>Thank you for <b>trying</b>.</p>"},
            "sends": False,
        },
    ]


def document(steps: list[dict]) -> dict:
    easy = {"id": "e1", "explains": steps[0]["id"], "lines": {"en": ["How do you want to book?"]}}
    return {
        "title": {"en": "Your say on short breaks", "ur": "آپ کی رائے"},
        "introduction": {"en": "It takes four minutes."},
        "who_may_answer": {"en": "Parent carers and young people."},
        "audience": "everyone",
        "owner": {"name": "Wexmere Council", "team": "SEND team", "phone": "01632 960100"},
        "lawful_basis": "public_task",
        "non_attribution": "redacted_quotes",
        "retention_months": 36,
        "safeguarding": {"en": "If somebody is not safe we tell a person who can help."},
        "languages": ["en", "ur", "pa"],
        "unchecked": ["ur"],
        "steps": steps,
        "easy_read": {"languages": ["en"], "steps": [easy | {"options": {}, "picture": ""}]},
    }


def made(
    steps: list[dict] | None = None, *, copies: int = 1, language: str = "en", **kind
) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(steps, copies=copies, language=language, **kind)))


def pdf_of(steps: list[dict] | None, *, copies: int, language: str, **kind) -> bytes:
    sheets = [
        Sheet(f"7K3P 9X{n:02}", f"FWDQ 33YQ D6{n:02}", f"http://localhost:8000/en/p/7K3P9X{n:02}/")
        for n in range(copies)
    ]
    return typeset_forms(
        document_on_paper(document(steps or every_kind())),
        sheets,
        language=language,
        facts=FACTS,
        **{"easy_read": False, "large_print": False, **kind},
    )


def text_of(reader: PdfReader) -> str:
    text = " ".join(each.extract_text() for each in reader.pages)
    return " ".join(unicodedata.normalize("NFKC", text).split())


KINDS = [
    {"language": "en"},
    {"language": "ur"},
    {"language": "pa"},
    {"language": "en", "easy_read": True},
    {"language": "en", "large_print": True},
    {"language": "en", "copies": 3},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_it_keeps_to_pdf_ua(kind, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf_of(None, **{"copies": 1, **kind}))
    assert accessible_pdf.is_pdf_compliant(str(path), profile="ua1")

    root = PdfReader(path).trailer["/Root"]
    assert root["/Lang"].startswith(kind["language"])
    assert root["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize(
    "kind", [{"language": "en"}, {"language": "en", "large_print": True}], ids=str
)
def test_every_question_its_answers_and_its_condition_stand_on_it(kind):
    text = text_of(made(**kind))
    for each in every_kind():
        assert each.get("text", {}).get("en", "").replace("<p>", "")[:12] in text
    for words in (*FACES.values(), "Ring", "After school", "Cooking", "Line number 2", "Time"):
        assert words in text
    assert "Only if you answered “Ring” to question 1." in text
    assert "You cannot send photos or recordings on paper. Ask us: ring 01632 960100." in text
    assert "Stop here. You do not need to send the form." in text
    assert "Who are you?" in text
    assert "Yes, you may use my words in public, without my name" in text


def test_it_says_who_asks_what_happens_and_where_to_send_it():
    text = text_of(made())
    for words in (
        "Wexmere Council (SEND team)",
        "It is part of our public duty to ask and to listen.",
        "If somebody is not safe we tell a person who can help.",
        "FREEPOST WEXMERE LISTENS",
        "by 20 December 2026",
        "07700 900123",
        "Childline is free on 0800 1111",
    ):
        assert words in text


@pytest.mark.parametrize(("language", "words"), [("ur", URDU), ("pa", PUNJABI)])
def test_other_languages_can_be_read_out_of_it(language, words):
    text = (
        made(language=language).pages[0].extract_text()
        + made(language=language).pages[1].extract_text()
    )
    found = set(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))
    wanted = re.findall(r"\w+", unicodedata.normalize("NFKC", words))
    # Extraction turns some joined letters around; nearly every word comes back.
    assert len([word for word in wanted if word in found]) >= len(wanted) * 0.6


def test_easy_read_has_its_own_words_and_only_its_own_questions():
    text = text_of(made(easy_read=True))
    assert "1. How do you want to book?" in text
    assert "What should change?" not in text


def test_each_form_has_its_codes_on_every_page_and_its_receipt_on_the_last():
    pages = [each.extract_text() for each in made(copies=2).pages]
    first_last = next(n for n, text in enumerate(pages) if "FWDQ 33YQ D600" in text)
    first, second = pages[: first_last + 1], pages[first_last + 2 :]

    assert all("7K3P 9X00" in text for text in first)
    assert all("7K3P 9X01" in text for text in second)
    assert "FWDQ 33YQ D601" in second[-1]
    # A sheet of its own: nothing that somebody answered stands on its back, and nobody else's code.
    assert first_last % 2 == 0
    assert "What should change" not in pages[first_last]
    assert f"Page {first_last + 1} of {first_last + 1}" in pages[first_last]
    assert pages[first_last + 1].strip() == ""


def test_no_question_is_lost_in_a_long_survey():
    rows = [{"key": f"r{n}", "text": {"en": f"This is line {n} of many"}} for n in range(25)]
    steps = []
    for number in range(1, 41):
        kind = (QuestionType.AGREE, QuestionType.TEXT, QuestionType.MATRIX)[number % 3]
        options = FACES if kind != QuestionType.TEXT else {}
        lines = rows if kind == QuestionType.MATRIX else []
        steps.append(
            step(f"L{number}", f"Question number {number} is here", kind, options, rows=lines)
        )

    text = text_of(made(steps))

    for number in range(1, 41):
        assert f"{number}. Question number {number} is here" in text
    assert text.count("This is line 24 of many") == 13
    assert "About this form" in text


def test_words_of_the_survey_are_never_markup():
    odd = step("Q1", "#evil[$x$] *b* \\ <a>", QuestionType.CHOICE, {"a": "= _no_ @x"})
    assert "#evil[$x$] *b* \\ <a>" in text_of(made([odd]))
    assert "= _no_ @x" in text_of(made([odd]))


def squares_on(pages: list[bytes]) -> list[set[str]]:
    """What a phone reads off each page."""
    return [
        {found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))}
        for png in pages
    ]


def test_the_square_codes_lead_to_the_survey_and_to_the_code_page(monkeypatch):
    def as_pictures(template, **options):
        options.pop("pdf_standards")
        return typst_compile(template, **options | {"format": "png", "ppi": 150})

    typst_compile = typst.compile
    monkeypatch.setattr(kernel.typst, "compile", as_pictures)

    read = squares_on(pdf_of(None, copies=1, language="en"))

    assert all("http://localhost:8000/en/p/7K3P9X00/" in found for found in read)
    assert "http://localhost:8000/en/code/" in read[-1]
