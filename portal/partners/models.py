"""Who asks: the partners of one local area, and who works for them in which role."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from portal.partners.enums import PartnerKind, Role


@register_setting(icon="site", order=10)
class AreaSettings(BaseGenericSetting):
    """The local area that this deployment serves."""

    area_name = models.CharField(_("name of the area"), max_length=80, default="Wexmere")
    brand = models.CharField(_("name that families see"), max_length=80, default="Wexmere Listens")
    phone = models.CharField(_("phone number"), max_length=30, default="01632 960100")
    text_number = models.CharField(_("text number"), max_length=30, default="07700 900123")
    email = models.EmailField(_("e-mail address"), default="listens@wexmere.example")
    freepost_address = models.CharField(
        _("freepost address"), max_length=120, default="FREEPOST WEXMERE LISTENS"
    )
    safeguarding_phone = models.CharField(
        _("phone number when somebody is not safe"), max_length=30, default="01632 960555"
    )
    sendiass_phone = models.CharField(
        _("SENDIASS phone number"), max_length=30, default="01632 960200"
    )
    minimum_count = models.PositiveSmallIntegerField(
        _("smallest number that is shown"),
        default=5,
        validators=[MinValueValidator(5), MaxValueValidator(10)],
        help_text=_("Numbers below this are shown as “too few to show”. From 5 to 10."),
    )
    rounding_base = models.PositiveSmallIntegerField(
        _("numbers are rounded to"),
        default=5,
        validators=[MinValueValidator(5), MaxValueValidator(10)],
    )
    promise_weeks = models.PositiveSmallIntegerField(
        _("weeks between closing and the answer"),
        default=8,
        validators=[MaxValueValidator(12)],
        help_text=_("Government's Consultation Principles (2018) ask for at most 12."),
    )

    call_back_partner = models.ForeignKey(
        "partners.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who rings back"),
        help_text=_(
            "Rings people who ask for a call about nothing in particular. Left empty, it is the "
            "council."
        ),
    )

    reading_age_limit = models.PositiveSmallIntegerField(
        _("highest reading age"),
        default=12,
        validators=[MinValueValidator(7), MaxValueValidator(16)],
        help_text=_("A survey that is harder to read opens only with a reason."),
    )
    explained_words = models.TextField(
        _("short forms that families here know"),
        blank=True,
        help_text=_("One a line, for example EHCP. The check of words leaves them alone."),
    )

    guard_always = models.BooleanField(
        _("hold up machines"),
        default=False,
        help_text=_(
            "Tick this during an attack. Before the first question a browser then does a short "
            "sum, or the person waits twenty seconds. When very many people start at once this "
            "happens by itself."
        ),
    )

    panels = (
        MultiFieldPanel([FieldPanel("area_name"), FieldPanel("brand")], heading=_("Names")),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("text_number"),
                FieldPanel("email"),
                FieldPanel("freepost_address"),
                FieldPanel("sendiass_phone"),
                FieldPanel("safeguarding_phone"),
                FieldPanel("call_back_partner"),
            ],
            heading=_("How families reach us"),
        ),
        MultiFieldPanel(
            [FieldPanel("minimum_count"), FieldPanel("rounding_base"), FieldPanel("promise_weeks")],
            heading=_("Rules for numbers and promises"),
        ),
        MultiFieldPanel(
            [FieldPanel("reading_age_limit"), FieldPanel("explained_words")],
            heading=_("Plain words"),
        ),
        MultiFieldPanel([FieldPanel("guard_always")], heading=_("Attacks")),
    )

    class Meta:
        verbose_name = _("area")
        constraints = (
            models.CheckConstraint(
                condition=Q(minimum_count__gte=5), name="area_minimum_count_at_least_five"
            ),
        )


class PartnerQuerySet(models.QuerySet["Partner"]):
    def where_user_is(self, user: "settings.AUTH_USER_MODEL", *roles: str) -> "PartnerQuerySet":
        """Partners at which this person holds one of the roles today (any role if none named)."""
        held = Membership.objects.in_force().filter(user=user)
        if roles:
            held = held.filter(role__in=roles)
        return self.filter(pk__in=held.values("partner"))

    def at_the_front_door(self) -> "Partner | None":
        """Whoever talks to people who do not say whom they want: as set, else the council."""
        chosen = AreaSettings.load().call_back_partner
        if chosen is not None:
            return chosen
        reachable = self.exclude(phone="")
        return reachable.filter(kind=PartnerKind.COUNCIL).order_by("pk").first() or (
            self.order_by("pk").first()
        )


class Partner(models.Model):
    """An organisation that owns what it asks."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name for addresses"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind.choices)
    description = models.TextField(_("in one plain sentence"), blank=True)
    reply_team = models.CharField(
        _("team that answers families"),
        max_length=120,
        help_text=_("A team and not a person, for example “SEND participation team”."),
    )
    phone = models.CharField(_("phone number"), max_length=30, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: datetime.date | None = None) -> "MembershipQuerySet":
        """Memberships that hold on a day (today if none is named) of accounts still open."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, user__is_active=True
        )


class Membership(models.Model):
    """A person's role at one partner. Raw words open from here and from nowhere else."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("account"),
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("given by"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("partner", "role", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "partner", "role"),
                condition=Q(ends_on__isnull=True),
                name="one_open_membership_per_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.partner}"
