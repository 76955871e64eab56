"""The question bank of the demonstration area, set by set."""

from dataclasses import dataclass

from surveys.questionnaires.enums import DatePrecision, FileKind, QuestionType


@dataclass(frozen=True)
class BankQuestion:
    code: str
    text: str
    type: QuestionType
    options: tuple[str, ...] = ()
    help_text: str = ""
    rows: tuple[str, ...] = ()
    #: Names of the pictures of `pictures`, one for each answer.
    pictures: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    low_words: str = ""
    high_words: str = ""
    most: int | None = None
    precision: DatePrecision = DatePrecision.MONTH
    accepts: tuple[FileKind, ...] = ()


YES_NO_NOT_SURE = ("Yes", "No", "Not sure")
YES_NO_DO_NOT_KNOW = ("Yes", "No", "Don't know")
CHARTER = (
    "We listen first.",
    "We use words you understand.",
    "We tell you the truth about waiting.",
    "You tell your story once.",
    "We see strengths.",
    "You are welcome here.",
    "We tell you what changed.",
)


def _agree(code: str, text: str) -> BankQuestion:
    return BankQuestion(code, text, QuestionType.AGREE)


def _text(code: str, text: str, help_text: str = "") -> BankQuestion:
    return BankQuestion(code, text, QuestionType.TEXT, help_text=help_text)


def _choice(code: str, text: str, *options: str) -> BankQuestion:
    return BankQuestion(code, text, QuestionType.CHOICE, options)


CORE = (
    _agree("CO1", "I was listened to."),
    _agree("CO2", "I was told what would happen next."),
    _agree("CO3", "Something has changed because of what families said."),
    BankQuestion(
        "HE1",
        "What would help you take part next time?",
        QuestionType.CHOICES,
        (
            "Easy words and pictures",
            "My own language",
            "Somebody to talk it through with",
            "A phone call",
            "British Sign Language",
            "Large print or a recording",
            "A different time of day",
            "Nothing, this was fine",
        ),
        "Choose all that you like.",
    ),
)

STAGES = (
    _choice(
        "D1",
        "How clearly did we explain our decision?",
        "Very clearly",
        "Clearly",
        "Not sure",
        "Not clearly",
        "Not at all",
    ),
    _choice("EX1", "Did you know who to ring if you had a question?", *YES_NO_NOT_SURE),
    _agree("EX2", "I left the meeting knowing what help my child will have now."),
    BankQuestion("EX3", "Overall, how was your review?", QuestionType.EXPERIENCE),
    BankQuestion("EX4", "Overall, how is the support in Wexmere?", QuestionType.EXPERIENCE),
    _agree("LI1", "The people we met took time to know my child."),
    _agree("OV1", "I only had to tell our story once."),
    _agree("DR1", "I had enough time to read the draft."),
    _agree("DR2", "My child's own words are in the plan."),
    _agree("CL1", "I could explain this plan to someone else."),
    _agree("TI1", "We were told if things were going to be late."),
    _agree("KI1", "Staff were kind and straight with us."),
    _agree("OU1", "Life at school/college is better than before the plan."),
    _choice("UN1", "Is there help your child needs that nobody has offered?", *YES_NO_NOT_SURE),
    _text("UN2", "What kind of help is it?"),
    _choice("UP1", "Have you had your updated plan?", *YES_NO_DO_NOT_KNOW),
    _text("OPEN1", "What went well?"),
    _text("OPEN2", "What should we do differently?"),
)

YOUNG_PEOPLE = (
    _agree("Y1", "I was listened to at my review."),
    _agree("Y2", "I was there for as much of it as I wanted."),
    _agree("Y3", "I was helped to get ready."),
    _agree("Y4", "I understood the words people used."),
    _agree("Y5", "People talked about what I am good at."),
    _agree("Y6", "I know what will happen next."),
    _agree("Y7", "My plan helps me do the things I want to do."),
    _agree("Y8", "I can say when something is not working."),
    _text("Y9", "One thing that would make my review better"),
    _text("Y10", "What are you looking forward to?"),
)

CHILDREN = (
    BankQuestion(
        "CH1",
        "How was the meeting?",
        QuestionType.PICTURE,
        ("Happy", "OK", "Not happy"),
        pictures=("happy", "ok", "not-happy"),
    ),
    BankQuestion(
        "CH2",
        "Did someone ask what you like?",
        QuestionType.PICTURE,
        YES_NO_DO_NOT_KNOW,
        pictures=("yes", "no", "do-not-know"),
    ),
    _text(
        "CH3",
        "Draw or say one thing.",
        "Your helper writes your exact words. Please no names.",
    ),
    BankQuestion(
        "CH4",
        "Show us your drawing, if you made one.",
        QuestionType.FILE,
        help_text="Take a photo of your drawing. Please no faces and no names.",
        accepts=(FileKind.PHOTO,),
    ),
)

MOVING_ON = (
    _agree("TR1", "I knew where I was going in good time."),
    _agree("TR2", "Someone I trust helped me get ready."),
    _agree("TR3", "I know who to contact now."),
)

ADULT_LIFE = (
    _agree("PA1", "I have been asked what job or learning I want."),
    _agree("PA2", "I know how to get to places."),
    _agree("PA3", "I have friends or groups I like."),
    _agree("PA4", "I know how to look after my health."),
)

COMMUNICATION = (
    _agree("CM1", "Replies came when promised."),
    _agree("CM2", "In words I understand."),
    _agree("CM3", "In the way I asked for."),
    _agree("CM4", "When I rang, a person helped me."),
)

LOCAL_OFFER = (
    _text("LO-a", "Is the help you need listed? What is missing or not good enough?"),
    _choice("LO-b", "Could you find and understand it?", "Yes", "In part", "No"),
    _choice("LO-c", "Were families and young people part of making it?", *YES_NO_DO_NOT_KNOW),
)

RATING = (
    BankQuestion(
        "CR1",
        "Is this happening?",
        QuestionType.MATRIX,
        ("Always", "Sometimes", "Not yet", "Don't know"),
        "These are the promises of our Inclusion Charter.",
        rows=CHARTER,
    ),
)

SHORT_BREAKS = (
    _choice("SB0", "Do you live in Wexmere, or go to school here?", "Yes", "No"),
    _choice(
        "SB4",
        "Have you booked a short break in the last year?",
        "Yes",
        "I tried, but gave up",
        "No",
    ),
    BankQuestion(
        "SB5",
        "How easy was it to book?",
        QuestionType.SCALE,
        minimum=1,
        maximum=5,
        low_words="very hard",
        high_words="very easy",
    ),
    BankQuestion(
        "SB6",
        "What made you give up?",
        QuestionType.LINE,
        help_text="A few words are enough.",
    ),
    _choice(
        "SB1",
        "How would you like to book a short break?",
        "Ring someone",
        "Use a phone app",
        "Ask at school",
        "On paper",
    ),
    BankQuestion(
        "SB2",
        "When should there be more breaks?",
        QuestionType.CHOICES,
        ("After school", "At weekends", "In the holidays"),
        "Choose all that you like.",
    ),
    _text("SB3", "What one thing should change about booking?"),
)

WAITING = (
    _choice(
        "WA1",
        "How long has your child been waiting?",
        "Less than 6 months",
        "6 to 12 months",
        "1 to 2 years",
        "More than 2 years",
    ),
    _choice(
        "WA2",
        "What would help you most while you wait?",
        "A drop-in near me",
        "A phone call",
        "Written advice",
        "Other families",
    ),
    _text("WA3", "What would help now?"),
    BankQuestion(
        "WA4",
        "When were you put on the waiting list?",
        QuestionType.DATE,
        help_text="If you know only the year, choose January.",
    ),
    BankQuestion(
        "WA5",
        "How often has somebody been in touch since then?",
        QuestionType.NUMBER,
        help_text="A rough number is enough. 0 if nobody has.",
        minimum=0,
        maximum=200,
    ),
)

OTHERS = (
    BankQuestion(
        "FY1",
        "What should the forum speak up for first?",
        QuestionType.RANKING,
        (
            "Shorter waits",
            "Letters that we understand",
            "Help before a plan",
            "Getting ready for adult life",
        ),
        "Put these in order. You can leave some out.",
    ),
    _agree("TC1", "The change would be fair to families like mine."),
    _text("TC2", "What should we know before we decide?"),
)

BANK = (
    *CORE,
    *STAGES,
    *YOUNG_PEOPLE,
    *CHILDREN,
    *MOVING_ON,
    *ADULT_LIFE,
    *COMMUNICATION,
    *LOCAL_OFFER,
    *RATING,
    *SHORT_BREAKS,
    *WAITING,
    *OTHERS,
)
