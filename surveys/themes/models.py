"""The code list, and which comment speaks of which theme."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.partners.models import Partner
from surveys.comments.models import Comment
from surveys.themes.enums import CodingState, Direction, Strength, ThemeState
from surveys.themes.querysets import CodeListQuerySet, CodingQuerySet, ThemeQuerySet


class CodeList(models.Model):
    """The named patterns of the area, or of one partner beside the area's."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="code_lists",
        verbose_name=_("partner"),
        help_text=_("Empty for the list that all partners share."),
    )

    objects = CodeListQuerySet.as_manager()

    class Meta:
        verbose_name = _("code list")
        verbose_name_plural = _("code lists")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A named pattern in what people say, with what belongs to it and what does not."""

    code_list = models.ForeignKey(
        CodeList, on_delete=models.PROTECT, related_name="themes", verbose_name=_("code list")
    )
    code = models.CharField(_("code"), max_length=12)
    label = models.CharField(_("label"), max_length=120)
    definition = models.TextField(_("definition"))
    include_example = models.CharField(_("belongs to it"), max_length=250, blank=True)
    exclude_example = models.CharField(_("does not belong to it"), max_length=250, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ThemeState.choices, default=ThemeState.APPROVED
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=("code_list", "code"), name="one_theme_per_code"),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.label}"


class Coding(models.Model):
    """One comment speaks of one theme. A suggestion stays one until a coder has decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    state = models.CharField(max_length=10, choices=CodingState.choices)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction.choices, blank=True
    )
    strength = models.CharField(_("strength"), max_length=8, choices=Strength.choices, blank=True)
    suggested_by = models.CharField(_("engine"), max_length=40, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)

    objects = CodingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = (
            models.UniqueConstraint(fields=("comment", "theme"), name="one_coding_per_theme"),
            models.CheckConstraint(
                condition=Q(state=CodingState.SUGGESTED) | Q(decided_by__isnull=False),
                name="only_a_person_confirms_a_theme",
            ),
        )

    def __str__(self) -> str:
        return f"{self.theme_id} {self.state}"


class NoThemeFits(models.Model):
    """A coder read the comment and found no theme of the list in it: it needs no second look."""

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, primary_key=True, related_name="no_theme_fits"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField()

    class Meta:
        verbose_name = _("comment that no theme fits")
        verbose_name_plural = _("comments that no theme fits")

    def __str__(self) -> str:
        return str(self.pk)
