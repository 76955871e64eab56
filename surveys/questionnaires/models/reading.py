"""A reader check: people try a draft of a survey and say what is hard about it."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.questionnaires.models.version import QuestionnaireVersion
from surveys.questionnaires.querysets import ReaderCheckQuerySet, ReaderRemarkQuerySet


class ReaderCheck(models.Model):
    """A class or a parent group that tries a draft. Whoever has the link may take part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.CASCADE, related_name="reader_checks"
    )
    group = models.CharField(
        _("who tries it"), max_length=120, help_text=_("A group and no person's name.")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    until = models.DateField(_("until"))

    objects = ReaderCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader check")
        verbose_name_plural = _("reader checks")
        ordering = ("-asked_on", "pk")

    def __str__(self) -> str:
        return self.group

    def is_running(self, on: datetime.date | None = None) -> bool:
        """Whether readers may try it today; the last day counts."""
        return (on or timezone.localdate()) <= self.until


class ReaderRemark(models.Model):
    """What one reader said about one page. Nothing says who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader_check = models.ForeignKey(ReaderCheck, on_delete=models.CASCADE, related_name="remarks")
    #: Id of the step in the frozen document; "" for the survey as a whole.
    step = models.CharField(max_length=40, blank=True)
    words = models.TextField(_("remark"), max_length=1000)
    dealt_with = models.BooleanField(_("dealt with"), default=False)

    objects = ReaderRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return str(self.pk)
