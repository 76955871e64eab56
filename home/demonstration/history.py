"""What the board, the plan and "you said, we did" of the demonstration area went through."""

from dataclasses import dataclass

from forum.board.enums import Outcome
from forum.loop.enums import LoopStatus
from forum.plan.enums import Brag


@dataclass(frozen=True)
class Point:
    """One agenda point and what became of it. Days count from today."""

    slug: str
    title: str
    question: str
    families_say: str
    themes: tuple[str, ...]
    meeting: int
    outcome: Outcome | None = None
    words: str = ""
    reason: str = ""
    waiting_means: str = ""
    placed_by: str = ""


MEETINGS = (-300, -195, -150, -100, -30, 12)

POINTS = (
    Point(
        slug="after-an-annual-review",
        title="What happens after an annual review",
        question="Shall every family get a plain letter within 5 working days of a review?",
        families_say=(
            "After a review, many families hear nothing for weeks. They ask for one page with a "
            "date and a name."
        ),
        themes=("TH-05", "TH-01"),
        meeting=-300,
        outcome=Outcome.PARTLY,
        words="Send a plain letter within 5 working days of a review that says what happens next.",
        reason="A reminder by text would cost more than we have this year. We look at it again.",
    ),
    Point(
        slug="after-an-annual-review",
        title="Letters that people can follow",
        question="Shall the twelve letters we send most be rewritten with the forum?",
        families_say="Letters are long and full of words that people have to look up.",
        themes=("TH-02", "TH-12"),
        meeting=-300,
        outcome=Outcome.AGREED,
        words="Rewrite the twelve letters we send most, together with the forum.",
    ),
    Point(
        slug="my-review-my-way",
        title="Question from the Signal Box: show us the questions first",
        question="Will young people see the questions two weeks before their review?",
        families_say="Young people say that adults talk to their parents and not to them.",
        themes=("TH-06",),
        meeting=-195,
        outcome=Outcome.AGREED,
        words="Question cards go out two weeks before each review. The Signal Box designs them.",
        placed_by="signalbox",
    ),
    Point(
        slug="travel-to-college",
        title="Travel help to college from 2 miles",
        question="Shall the distance for travel help go from 3 miles to 2?",
        families_say="Some young people cannot walk or use a bus alone, whatever the distance.",
        themes=("TH-10",),
        meeting=-195,
        outcome=Outcome.NOT_AGREED,
        words="The distance stays at 3 miles. One-to-one travel training is offered instead.",
        reason=(
            "Helping from 2 miles would take the money from children under 16, for whom the law "
            "says we must pay first."
        ),
    ),
    Point(
        slug="termly-quick-check-spring",
        title="Being told when things are late",
        question="Will services tell families before a date is missed?",
        families_say="Parents can live with a delay. They cannot live with silence.",
        themes=("TH-01",),
        meeting=-150,
        outcome=Outcome.AGREED,
        words="Each service rings or texts before a promised date is missed.",
        placed_by="forum",
    ),
    Point(
        slug="forum-yearly-survey",
        title="Parents are not believed",
        question="Will partners pay for training that is led by the forum?",
        families_say="Families feel judged until a professional says the same as they did.",
        themes=("TH-14",),
        meeting=-100,
        outcome=Outcome.AGREED,
        words="Forum parents train 140 staff. Each meeting begins with one family's words.",
        placed_by="forum",
    ),
    Point(
        slug="forum-yearly-survey",
        title="A group for young adults over 18",
        question="Shall we pay for a group that meets every week?",
        families_say="On the eighteenth birthday much of the help stops at once.",
        themes=("TH-10",),
        meeting=-30,
        outcome=Outcome.DEFERRED,
        words="To be decided when adult social care has set its budget in March.",
        reason="Adult social care does not know yet what money it has.",
        waiting_means="About 40 young adults a year go on without anything after 18.",
        placed_by="forum",
    ),
    Point(
        slug="waiting-for-an-assessment",
        title="Help while families wait for an assessment",
        question="Shall drop-ins in three localities begin now, before the analysis is complete?",
        families_say="Families wait for two years or more and hear nothing in between.",
        themes=("TH-07",),
        meeting=12,
    ),
)


@dataclass(frozen=True)
class Work:
    """One action of the plan, and its reports as (day, state, words, recovery note)."""

    point: str
    title: str
    lead: str
    partner: str
    accountable: str
    measure: str
    starts: int
    due: int
    reports: tuple[tuple[int, Brag, str, str], ...]
    impact: tuple[tuple[int, str, str], ...] = ()


WORKS = (
    Work(
        point="What happens after an annual review",
        title="A one-page “what happens next” letter after every review",
        lead="reviews.manager",
        partner="council",
        accountable="Head of SEND",
        measure="Families who know what happens next after a review: from 41% to 65%",
        starts=-295,
        due=-60,
        reports=(
            (-240, Brag.AMBER, "Draft letter written. Two reviewers still to be trained.", ""),
            (-150, Brag.GREEN, "The letter goes out after every review. 91% within 5 days.", ""),
            (-65, Brag.GREEN, "All reviewers use it. New starters are shown on day one.", ""),
            (-40, Brag.BLUE, "Part of the normal work now and checked every month.", ""),
        ),
        impact=(
            (
                -45,
                "More families know what happens next after a review: 67%, up from 41%.",
                "Stage question after reviews, 111 families",
            ),
        ),
    ),
    Work(
        point="Letters that people can follow",
        title="Rewrite the twelve core letters with the forum",
        lead="head.of.send",
        partner="council",
        accountable="Director of children's services",
        measure="Letters that readers of the forum call clear: from 39% to 70%",
        starts=-295,
        due=40,
        reports=(
            (-200, Brag.AMBER, "Three letters rewritten. Health letters not started.", ""),
            (-90, Brag.GREEN, "Seven letters rewritten, three of them in Easy Read.", ""),
        ),
    ),
    Work(
        point="Question from the Signal Box: show us the questions first",
        title="Question cards two weeks before each review",
        lead="reviews.manager",
        partner="council",
        accountable="Head of SEND",
        measure="Groups of young people who say they saw the questions first: 12 of 15",
        starts=-190,
        due=-20,
        reports=(
            (-120, Brag.AMBER, "Cards designed by the Signal Box. Being printed.", ""),
            (-35, Brag.GREEN, "Cards go out with every invitation.", ""),
            (
                -12,
                Brag.AMBER,
                "Two schools still hand them out on the day.",
                "Named person per school by the end of next month.",
            ),
        ),
    ),
    Work(
        point="Being told when things are late",
        title="A call or a text before a date is missed",
        lead="reviews.manager",
        partner="council",
        accountable="Head of SEND",
        measure="Families who were told in time: from 34% to 60%",
        starts=-145,
        due=-40,
        reports=((-80, Brag.AMBER, "The list of coming dates is made by hand every Monday.", ""),),
    ),
    Work(
        point="Parents are not believed",
        title="Believe-us training led by forum parents",
        lead="clinical.officer",
        partner="icb",
        accountable="Chief nurse",
        measure="Parents who felt believed: from 48% to 65%",
        starts=-95,
        due=25,
        reports=((-50, Brag.RED, "No dates agreed with the trust yet.", ""),),
    ),
)


@dataclass(frozen=True)
class Entry:
    """One "you said, we did", its words, and its steps as (day, status, reason, next day)."""

    name: str
    title: str
    partner: str
    point: str
    slug: str
    you_said: str
    we_decided: str
    we_did: str
    meanwhile: str
    begins: int
    steps: tuple[tuple[int, LoopStatus, str, int | None], ...]
    published: int
    tell: bool = False


ENTRIES = (
    Entry(
        name="Letter after a review",
        title="After reviews we hear nothing for weeks",
        partner="council",
        point="What happens after an annual review",
        slug="after-an-annual-review",
        you_said="After a review we hear nothing for weeks. Tell us what happens next, and when.",
        we_decided=(
            "Partly. Yes to a plain letter within 5 working days. Not yet to a reminder by text, "
            "because it costs more than we have this year."
        ),
        we_did=(
            "Since April every family gets a one-page letter within 5 working days of the review. "
            "It says what happens next, by when, and whom to ring. 91% came on time."
        ),
        meanwhile="",
        begins=-380,
        steps=(
            (-340, LoopStatus.WITH_THE_BOARD, "", -299),
            (
                -300,
                LoopStatus.PARTLY,
                "A reminder by text would cost more than we have this year.",
                -240,
            ),
            (-240, LoopStatus.DOING, "", -120),
            (-118, LoopStatus.DONE, "", -40),
            (
                -40,
                LoopStatus.CHECKED,
                "67% of families now know what happens next. It was 41%.",
                None,
            ),
        ),
        published=-299,
        tell=True,
    ),
    Entry(
        name="Letters people can follow",
        title="Letters are too hard to follow",
        partner="council",
        point="Letters that people can follow",
        slug="after-an-annual-review",
        you_said="Letters are long and full of words we have to look up.",
        we_decided="Yes. The twelve letters we send most are rewritten together with the forum.",
        we_did="Seven letters are rewritten so far. Three of them are also in Easy Read.",
        meanwhile="Ring 01632 960100 and we will read any letter with you.",
        begins=-380,
        steps=(
            (-300, LoopStatus.YES, "", -200),
            (-200, LoopStatus.DOING, "", 40),
        ),
        published=-299,
    ),
    Entry(
        name="Questions before the review",
        title="Young people: show us the questions first",
        partner="signalbox",
        point="Question from the Signal Box: show us the questions first",
        slug="my-review-my-way",
        you_said="We want to see the questions before the meeting. Talk to us, not about us.",
        we_decided="Yes. You get question cards two weeks before your review.",
        we_did="The Signal Box designed the cards. They now come with every invitation.",
        meanwhile="Ask for the cards at school if you did not get them.",
        begins=-290,
        steps=(
            (-195, LoopStatus.YES, "", -120),
            (-120, LoopStatus.DOING, "", -30),
            (-34, LoopStatus.DONE, "", 36),
        ),
        published=-194,
        tell=True,
    ),
    Entry(
        name="Travel to college",
        title="Help with travel to college from 2 miles",
        partner="council",
        point="Travel help to college from 2 miles",
        slug="travel-to-college",
        you_said="Help with travel to college should begin at 2 miles, not at 3.",
        we_decided=(
            "No, because it would take the money from children under 16. The law says that we "
            "must pay for them first. You can have one-to-one travel training instead."
        ),
        we_did="",
        meanwhile="Ring 01632 960180 to book travel training. It is free.",
        begins=-216,
        steps=(
            (
                -195,
                LoopStatus.NO,
                "It would take the money from children under 16, for whom we must pay first.",
                None,
            ),
        ),
        published=-194,
        tell=True,
    ),
    Entry(
        name="Told when things are late",
        title="Tell us before things are late",
        partner="forum",
        point="Being told when things are late",
        slug="termly-quick-check-spring",
        you_said="We can live with a delay. We cannot live with silence.",
        we_decided="Yes. Services ring or text before a date is missed.",
        we_did="",
        meanwhile="If a date has passed, ring the forum on 01632 960120. We ask for you.",
        begins=-210,
        steps=((-150, LoopStatus.YES, "", -60), (-80, LoopStatus.DOING, "", 30)),
        published=-149,
    ),
    Entry(
        name="Believed",
        title="Staff do not believe us",
        partner="forum",
        point="Parents are not believed",
        slug="forum-yearly-survey",
        you_said="We feel judged. Nobody believes us until a professional says the same.",
        we_decided="Yes. Forum parents train 140 members of staff.",
        we_did="",
        meanwhile="The forum goes with you to meetings. Ring 01632 960120.",
        begins=-105,
        steps=((-100, LoopStatus.YES, "", -60), (-58, LoopStatus.DOING, "", -18)),
        published=-99,
    ),
    Entry(
        name="After 18",
        title="Nothing for us after 18",
        partner="council",
        point="A group for young adults over 18",
        slug="forum-yearly-survey",
        you_said="On the eighteenth birthday everything stops.",
        we_decided="Not yet. The board decides when adult social care has set its budget in March.",
        we_did="",
        meanwhile="The Signal Box is open to people up to 25. Ring 01632 960130.",
        begins=-105,
        steps=(
            (-90, LoopStatus.WITH_THE_BOARD, "", -29),
            (
                -30,
                LoopStatus.NOT_NOW,
                "Adult social care does not know yet what money it has.",
                110,
            ),
        ),
        published=-89,
    ),
)
