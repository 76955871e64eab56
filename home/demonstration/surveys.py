"""What has been asked in the demonstration area: the bank, the consultations, their dates."""

from dataclasses import dataclass, field

from forum.consultations.enums import Rung
from surveys.questionnaires.enums import Audience, LawfulBasis, QuestionType


@dataclass(frozen=True)
class BankQuestion:
    code: str
    text: str
    type: QuestionType
    options: tuple[str, ...] = ()
    help_text: str = ""


NO_NAMES = "Please leave out names of people and schools."

BANK = (
    BankQuestion("CO1", "I was listened to.", QuestionType.AGREE),
    BankQuestion("CO2", "I was told what would happen next.", QuestionType.AGREE),
    BankQuestion("CO3", "Something has changed because of what families said.", QuestionType.AGREE),
    BankQuestion("KI1", "Staff were kind and straight with us.", QuestionType.AGREE),
    BankQuestion("TI1", "We were told if things were going to be late.", QuestionType.AGREE),
    BankQuestion("EX3", "Overall, how was your review?", QuestionType.EXPERIENCE),
    BankQuestion("EX4", "Overall, how is the support in Wexmere?", QuestionType.EXPERIENCE),
    BankQuestion("Y1", "I was listened to at my review.", QuestionType.AGREE),
    BankQuestion("Y4", "I understood the words people used.", QuestionType.AGREE),
    BankQuestion("Y6", "I know what will happen next.", QuestionType.AGREE),
    BankQuestion(
        "Y9", "One thing that would make my review better", QuestionType.TEXT, help_text=NO_NAMES
    ),
    BankQuestion("OPEN1", "What went well?", QuestionType.TEXT, help_text=NO_NAMES),
    BankQuestion("OPEN2", "What should we do differently?", QuestionType.TEXT, help_text=NO_NAMES),
    BankQuestion(
        "SB1",
        "How would you like to book a short break?",
        QuestionType.CHOICE,
        ("Ring someone", "Use a phone app", "Ask at school", "On paper"),
    ),
    BankQuestion(
        "SB2",
        "When should there be more breaks?",
        QuestionType.CHOICES,
        ("After school", "At weekends", "In the holidays"),
        "Choose all that you like.",
    ),
    BankQuestion(
        "SB3",
        "What one thing should change about booking?",
        QuestionType.TEXT,
        help_text=NO_NAMES,
    ),
    BankQuestion(
        "WA1",
        "How long has your child been waiting?",
        QuestionType.CHOICE,
        ("Less than 6 months", "6 to 12 months", "1 to 2 years", "More than 2 years"),
    ),
    BankQuestion(
        "WA2",
        "What would help you most while you wait?",
        QuestionType.CHOICE,
        ("A drop-in near me", "A phone call", "Written advice", "Other families"),
    ),
    BankQuestion("WA3", "What would help now?", QuestionType.TEXT, help_text=NO_NAMES),
    BankQuestion("TC1", "The change would be fair to families like mine.", QuestionType.AGREE),
    BankQuestion(
        "TC2",
        "What should we know before we decide?",
        QuestionType.TEXT,
        help_text=NO_NAMES,
    ),
)


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
    questions: tuple[str, ...]
    opens: int
    closes: int
    answer_by: int
    responses: int = 0
    audience: Audience = Audience.PARENT_CARERS
    lawful_basis: LawfulBasis = LawfulBasis.PUBLIC_TASK
    groups: tuple[int, ...] = ()
    #: How the answers spread, most favourable option first; a hint for the generator.
    mood: float = 0.5
    themes: tuple[str, ...] = field(default=())
    draft: bool = False


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
        survey_introduction="Five questions. It takes about four minutes.",
        who_may_answer="Parent carers and young people in Wexmere who use short breaks or want to.",
        questions=("SB1", "SB2", "KI1", "SB3", "OPEN1"),
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
        lawful_basis=LawfulBasis.LEGITIMATE_INTERESTS,
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
        survey_introduction="Seven questions. It takes about five minutes.",
        who_may_answer="Any parent carer in Wexmere.",
        questions=("CO1", "CO3", "KI1", "TI1", "EX4", "OPEN1", "OPEN2"),
        opens=-150,
        closes=-108,
        answer_by=-52,
        responses=231,
        lawful_basis=LawfulBasis.LEGITIMATE_INTERESTS,
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
        survey_introduction="Three questions. It takes about three minutes.",
        who_may_answer="Families who are waiting for an assessment, or were.",
        questions=("WA1", "WA2", "WA3"),
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
        lawful_basis=LawfulBasis.LEGITIMATE_INTERESTS,
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
        lawful_basis=LawfulBasis.LEGITIMATE_INTERESTS,
        mood=0.55,
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
