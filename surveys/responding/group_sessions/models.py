"""A session in which a group answers together."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.partners.models import Partner
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.group_sessions.querysets import GroupSessionQuerySet
from surveys.responding.models import Response


class GroupSession(models.Model):
    """A link with which one group leader sends in what one group said, without an account.

    Only a keyed hash of the link's secret is stored. Whoever has the link sees the questions and
    what they type themselves, and nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(
        _("group"), max_length=120, help_text=_("The group's name, and no person's.")
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    until = models.DateField(_("open until"))
    link_lookup = models.CharField(max_length=64, unique=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_on = models.DateField(_("prepared on"), default=timezone.localdate)
    closed_on = models.DateField(_("closed on"), null=True)
    response = models.OneToOneField(
        Response, on_delete=models.SET_NULL, null=True, related_name="group_session"
    )
    ages = models.JSONField(_("ages"), default=list)
    communication = models.JSONField(_("how they communicated"), default=list)

    objects = GroupSessionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("group session")
        verbose_name_plural = _("group sessions")
        ordering = ("-prepared_on", "group", "pk")

    def __str__(self) -> str:
        return self.group

    @property
    def takes_answers(self) -> bool:
        """Whether the link still opens the questions: the last day counts."""
        return self.closed_on is None and timezone.localdate() <= self.until
