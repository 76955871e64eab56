"""What has been asked in the demonstration area: the consultations, their surveys, their dates."""

from dataclasses import dataclass, field

from forum.consultations.enums import Rung
from surveys.questionnaires.enums import Audience


@dataclass(frozen=True)
class Only:
    """Shows a page only to people who gave one of these answers to an earlier question."""

    code: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """A question of the bank at its place."""

    code: str
    only: Only | None = None
    required: bool = False


@dataclass(frozen=True)
class Section:
    heading: str


@dataclass(frozen=True)
class Exit:
    """A page on which the survey ends without sending anything."""

    heading: str
    text: str
    only: Only


Placed = Ask | Section | Exit


@dataclass(frozen=True)
class Consultation:
    """One consultation and its survey. Days count from today; negative ones lie in the past."""

    slug: str
    owner: str
    title: str
    summary: str
    rung: Rung
    already_decided: str
    can_change: str
    background: str
    who_decides: str
    survey_title: str
    survey_introduction: str
    who_may_answer: str
    #: Codes of the bank, or pages that stand under a condition.
    questions: tuple[str | Placed, ...]
    opens: int
    closes: int
    answer_by: int
    responses: int = 0
    audience: Audience = Audience.PARENT_CARERS
    groups: tuple[int, ...] = ()
    #: How the answers spread, most favourable option first; a hint for the generator.
    mood: float = 0.5
    themes: tuple[str, ...] = field(default=())
    draft: bool = False
    #: (code, answer) that everybody of the crowd gives: they came because the survey is for them.
    settled: tuple[tuple[str, str], ...] = ()


CONSULTATIONS = (
    Consultation(
        slug="booking-a-short-break",
        owner="council",
        title="Booking a short break: what should change?",
        summary=(
            "Families tell us that booking a short break is hard. We want to change how you book. "
            "Tell us what would work for you."
        ),
        rung=Rung.CO_DESIGN,
        already_decided="We can't change how much money there is for short breaks this year.",
        can_change="How you book, whom you ask, and at what times breaks are offered.",
        background=(
            "<p>A short break is time for your child to do something they enjoy. It can give your "
            "family a rest too. Now you book by filling in a form of nine pages. Last year one "
            "family in three gave up half way.</p>"
        ),
        who_decides=(
            "The short breaks manager reads every theme. The partnership board decides. The forum "
            "helped to write the questions and will check that we listened."
        ),
        survey_title="Your say on booking short breaks",
        survey_introduction="At most eight questions. It takes about four minutes.",
        who_may_answer="Parent carers and young people in Wexmere who use short breaks or want to.",
        questions=(
            Ask("SB0", required=True),
            Exit(
                "This survey is about Wexmere",
                "<p>You said that you do not live in Wexmere or go to school here. Your own "
                "council can tell you about short breaks near you. Nothing you chose is sent.</p>",
                Only("SB0", ("No",)),
            ),
            Section("How you book now"),
            Ask("SB4"),
            Ask("SB5", only=Only("SB4", ("Yes", "I tried, but gave up"))),
            Ask("SB6", only=Only("SB4", ("I tried, but gave up",))),
            Section("What should change"),
            "SB1",
            "SB2",
            "KI1",
            "SB3",
        ),
        settled=(("SB0", "Yes"),),
        opens=-17,
        closes=25,
        answer_by=81,
        responses=71,
        audience=Audience.EVERYONE,
        mood=0.45,
        themes=("TH-11", "TH-02", "TH-04", "TH-12"),
    ),
    Consultation(
        slug="after-an-annual-review",
        owner="council",
        title="After an annual review: how should we tell you what happens next?",
        summary=(
            "After a review, many families hear nothing for weeks. We asked how we should tell "
            "you what happens next."
        ),
        rung=Rung.CO_PRODUCE,
        already_decided="Reviews go on as the law says.",
        can_change="What we send you, when, and in which words.",
        background=(
            "<p>The law says that you get a decision within four weeks of a review meeting. Often "
            "it came late, and nobody said so.</p>"
        ),
        who_decides="The partnership board, after the forum has checked the plan.",
        survey_title="What happens after a review",
        survey_introduction="Three questions. It takes about three minutes.",
        who_may_answer="Parent carers whose child had an annual review.",
        questions=("EX3", "CO2", "OPEN2"),
        opens=-420,
        closes=-378,
        answer_by=-322,
        responses=188,
        mood=0.4,
        themes=("TH-05", "TH-01", "TH-02", "TH-12", "TH-03", "TH-04"),
    ),
    Consultation(
        slug="my-review-my-way",
        owner="signalbox",
        title="My review, my way",
        summary="Young people told us how their review went and what would make it better.",
        rung=Rung.ENGAGE,
        already_decided="Everyone with a plan has a review each year.",
        can_change="How you get ready, who speaks, and which words people use.",
        background="<p>A review is a meeting about you. It should be a meeting with you.</p>",
        who_decides="The Signal Box takes it to the board. The board must answer in plain words.",
        survey_title="How was your review?",
        survey_introduction="Four questions with faces. You can skip any of them.",
        who_may_answer="Anyone aged 11 to 25 who had a review.",
        questions=("Y1", "Y4", "Y6", "Y9"),
        opens=-330,
        closes=-288,
        answer_by=-232,
        responses=46,
        groups=(8, 9, 7, 6, 11),
        audience=Audience.YOUNG_PEOPLE,
        mood=0.5,
        themes=("TH-06", "TH-04", "TH-02"),
    ),
    Consultation(
        slug="forum-yearly-survey",
        owner="forum",
        title="Wexmere Parent Carers Together: yearly survey",
        summary=(
            "The forum asks every year how things are. The forum keeps your words. The council "
            "and the NHS only see themes."
        ),
        rung=Rung.ENGAGE,
        already_decided="Nothing. This is about how it is for you.",
        can_change="What the forum speaks up for next year.",
        background="<p>The forum is led by parents and is independent of the council.</p>",
        who_decides="The forum's steering group, in its meeting after the survey closes.",
        survey_title="How has this year been?",
        survey_introduction="Nine questions. It takes about six minutes.",
        who_may_answer="Any parent carer in Wexmere.",
        questions=("CO1", "CO3", "KI1", "TI1", "EX4", "FY1", "OPEN1", "OPEN2", "HE1"),
        opens=-150,
        closes=-108,
        answer_by=-52,
        responses=231,
        mood=0.5,
        themes=("TH-07", "TH-08", "TH-14", "TH-04", "TH-09", "TH-03", "TH-10", "TH-01"),
    ),
    Consultation(
        slug="waiting-for-an-assessment",
        owner="icb",
        title="Waiting for an autism or ADHD assessment: what would help now?",
        summary="The wait is long. While we work on it, what would help you today?",
        rung=Rung.ENGAGE,
        already_decided="The waiting list will not be gone this year.",
        can_change="What help you get while you wait, and how we keep in touch.",
        background="<p>Families wait 26 months on average. Many hear nothing in between.</p>",
        who_decides="The health board and the council together, at the partnership board.",
        survey_title="Help while you wait",
        survey_introduction="Five questions. It takes about four minutes.",
        who_may_answer="Families who are waiting for an assessment, or were.",
        questions=("WA1", "WA4", "WA5", "WA2", "WA3"),
        opens=-75,
        closes=-33,
        answer_by=23,
        responses=154,
        mood=0.25,
        themes=("TH-07", "TH-01", "TH-14", "TH-04"),
    ),
    Consultation(
        slug="travel-to-college",
        owner="council",
        title="Travel to college at 16 and over: proposed changes",
        summary="We asked about a new distance rule for travel help to college.",
        rung=Rung.CONSULT,
        already_decided="There is no new money for travel.",
        can_change="The distance from which we help, and how.",
        background="<p>Today we help from 3 miles. Families asked us to help from 2 miles.</p>",
        who_decides="The partnership board advises. The lead member decides.",
        survey_title="Your view on travel to college",
        survey_introduction="Two questions. It takes about three minutes.",
        who_may_answer="Young people from 15 and parent carers.",
        questions=("TC1", "TC2"),
        opens=-260,
        closes=-218,
        answer_by=-162,
        responses=97,
        audience=Audience.EVERYONE,
        mood=0.3,
        themes=("TH-10", "TH-01", "TH-09"),
    ),
    Consultation(
        slug="termly-quick-check-spring",
        owner="forum",
        title="Termly quick check: spring",
        summary="Five quick questions from the forum, every term.",
        rung=Rung.ENGAGE,
        already_decided="Nothing.",
        can_change="What the forum raises at the board this term.",
        background="<p>The same five questions each term, so that we see what changes.</p>",
        who_decides="The forum's steering group.",
        survey_title="Quick check",
        survey_introduction="Five questions, one minute.",
        who_may_answer="Any parent carer in Wexmere.",
        questions=("CO1", "CO3", "KI1", "TI1", "EX4"),
        opens=-240,
        closes=-212,
        answer_by=-170,
        responses=96,
        mood=0.45,
    ),
    Consultation(
        slug="termly-quick-check-autumn",
        owner="forum",
        title="Termly quick check: autumn",
        summary="Five quick questions from the forum, every term.",
        rung=Rung.ENGAGE,
        already_decided="Nothing.",
        can_change="What the forum raises at the board this term.",
        background="<p>The same five questions each term, so that we see what changes.</p>",
        who_decides="The forum's steering group.",
        survey_title="Quick check",
        survey_introduction="Five questions, one minute.",
        who_may_answer="Any parent carer in Wexmere.",
        questions=("CO1", "CO3", "KI1", "TI1", "EX4"),
        opens=-6,
        closes=15,
        answer_by=57,
        responses=3,
        mood=0.55,
    ),
    Consultation(
        slug="inclusion-charter",
        owner="council",
        title="Our Inclusion Charter: are we keeping it?",
        summary=(
            "Our charter makes seven promises to families. Once a year we ask whether you see "
            "them happening."
        ),
        rung=Rung.CO_PRODUCE,
        already_decided="The seven promises. Families and young people wrote them.",
        can_change="What we do about the promises that are not kept yet.",
        background="<p>Families, young people and services wrote the charter together.</p>",
        who_decides="The partnership board looks at every promise, and at who says what.",
        survey_title="Are we keeping our promises?",
        survey_introduction="Two questions. It takes about three minutes.",
        who_may_answer="Parent carers and young people in Wexmere.",
        questions=("CR1", "HE1"),
        opens=-190,
        closes=-148,
        answer_by=-92,
        responses=203,
        groups=(8, 9, 12, 7, 10, 6),
        audience=Audience.EVERYONE,
        mood=0.45,
    ),
    Consultation(
        slug="my-meeting-in-pictures",
        owner="signalbox",
        title="My meeting, in pictures",
        summary="For children under 11, with somebody who helps. How was your review meeting?",
        rung=Rung.ENGAGE,
        already_decided="Every child with a plan has a review each year.",
        can_change="How children take part in it.",
        background="<p>A review is a meeting about you. You may say what you like.</p>",
        who_decides="The Signal Box takes it to the board.",
        survey_title="How was your meeting?",
        survey_introduction="Four pages with pictures. You can skip any of them.",
        who_may_answer="Children under 11 who had a review, with a helper.",
        questions=("CH1", "CH2", "CH3", "CH4"),
        opens=-120,
        closes=-78,
        answer_by=-22,
        responses=34,
        audience=Audience.YOUNG_PEOPLE,
        mood=0.6,
    ),
    Consultation(
        slug="new-send-strategy",
        owner="council",
        title="New SEND strategy: first ideas",
        summary="What should matter most in the next three years? We start with your ideas.",
        rung=Rung.CO_DESIGN,
        already_decided="There will be a new strategy next year.",
        can_change="Everything in it.",
        background="<p>The old strategy ends next year.</p>",
        who_decides="The partnership board.",
        survey_title="First ideas for the strategy",
        survey_introduction="Two questions.",
        who_may_answer="Everyone in Wexmere.",
        questions=("OPEN1", "OPEN2"),
        opens=20,
        closes=62,
        answer_by=118,
        audience=Audience.EVERYONE,
        draft=True,
    ),
)
