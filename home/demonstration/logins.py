"""The accounts of the demonstration area, named by role."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from portal.partners.enums import PartnerKind, Role


@dataclass(frozen=True)
class DemonstrationPartner:
    key: str
    name: str
    kind: PartnerKind
    reply_team: str
    phone: str
    description: str


@dataclass(frozen=True)
class DemonstrationPerson:
    """One account: its address before ``@wexmere.example``, and its roles as (partner, role)."""

    address: str
    role_title: str
    roles: tuple[tuple[str, Role], ...] = ()
    seat: str = ""
    superuser: bool = False

    @property
    def email(self) -> str:
        return f"{self.address}@wexmere.example"


PARTNERS = (
    DemonstrationPartner(
        "council",
        "Wexmere Council",
        PartnerKind.COUNCIL,
        "SEND participation team",
        "01632 960100",
        _("The council plans and pays for much of the help in Wexmere."),
    ),
    DemonstrationPartner(
        "icb",
        "NHS Aldervale Integrated Care Board",
        PartnerKind.HEALTH_BOARD,
        "Designated clinical officer's team",
        "01632 960140",
        _("The health board plans and pays for health services."),
    ),
    DemonstrationPartner(
        "trust",
        "Aldervale Community Health NHS Trust",
        PartnerKind.PROVIDER,
        "Children's therapies team",
        "01632 960150",
        _("The trust runs therapies and assessments for children."),
    ),
    DemonstrationPartner(
        "forum",
        "Wexmere Parent Carers Together",
        PartnerKind.FORUM,
        "Forum steering group",
        "01632 960120",
        _("The parent carer forum is led by parents and is independent."),
    ),
    DemonstrationPartner(
        "signalbox",
        "The Signal Box",
        PartnerKind.YOUTH_GROUP,
        "Signal Box workers",
        "01632 960130",
        _("The Signal Box is a group of young people aged 11 to 25."),
    ),
    DemonstrationPartner(
        "roshni",
        "Roshni Women's Centre",
        PartnerKind.COMMUNITY_GROUP,
        "Family support workers",
        "01632 960135",
        _("Roshni supports families who speak Urdu or Punjabi."),
    ),
)

PEOPLE = (
    DemonstrationPerson(
        "forum.coordinator",
        "Forum coordinator",
        (("forum", Role.COORDINATOR), ("forum", Role.CODER)),
        seat="Forum chair and vice-chair of the board",
    ),
    DemonstrationPerson("forum.moderator", "Forum moderator", (("forum", Role.MODERATOR),)),
    DemonstrationPerson(
        "forum.safeguarding", "Forum safeguarding lead", (("forum", Role.SAFEGUARDING_LEAD),)
    ),
    DemonstrationPerson(
        "participation.officer",
        "Participation officer",
        (("council", Role.COORDINATOR), ("council", Role.CODER)),
    ),
    DemonstrationPerson("council.moderator", "Council moderator", (("council", Role.MODERATOR),)),
    DemonstrationPerson("council.coder", "Council coder", (("council", Role.CODER),)),
    DemonstrationPerson(
        "safeguarding.lead", "Safeguarding lead", (("council", Role.SAFEGUARDING_LEAD),)
    ),
    DemonstrationPerson("community.connector", "Community connector", (("council", Role.HELPER),)),
    DemonstrationPerson("board.clerk", "Board clerk", (("council", Role.CLERK),)),
    DemonstrationPerson(
        "head.of.send",
        "Head of SEND",
        (("council", Role.ACTION_LEAD),),
        seat="Head of SEND",
    ),
    DemonstrationPerson(
        "reviews.manager", "EHC plans and reviews manager", (("council", Role.ACTION_LEAD),)
    ),
    DemonstrationPerson(
        "short.breaks.manager", "Short breaks manager", (("council", Role.ACTION_LEAD),)
    ),
    DemonstrationPerson(
        "clinical.officer",
        "Designated clinical officer",
        (
            ("icb", Role.COORDINATOR),
            ("icb", Role.MODERATOR),
            ("icb", Role.CODER),
            ("icb", Role.ACTION_LEAD),
        ),
        seat="Designated clinical officer",
    ),
    DemonstrationPerson(
        "icb.safeguarding", "Health safeguarding lead", (("icb", Role.SAFEGUARDING_LEAD),)
    ),
    DemonstrationPerson(
        "signalbox.worker",
        "Signal Box worker",
        (
            ("signalbox", Role.COORDINATOR),
            ("signalbox", Role.MODERATOR),
            ("signalbox", Role.CODER),
            ("signalbox", Role.SAFEGUARDING_LEAD),
        ),
    ),
    DemonstrationPerson(
        "youth.representative", "Youth voice representative", seat="Young people's representative"
    ),
    DemonstrationPerson("independent.chair", "Independent chair", seat="Independent chair"),
    DemonstrationPerson("lead.member", "Lead member for children", seat="Lead member"),
    DemonstrationPerson("headteacher", "Headteacher", seat="Headteachers' representative"),
    DemonstrationPerson("administrator", "Area administrator", superuser=True),
)


def logins() -> list[tuple[str, str]]:
    """(role, e-mail address) of every account, as ``make run`` prints them."""
    return [(person.role_title, person.email) for person in PEOPLE]
