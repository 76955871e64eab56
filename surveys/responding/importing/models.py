"""One file of responses that were collected elsewhere."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash, seal, unseal
from portal.partners.models import Partner
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.importing.enums import ImportState
from surveys.responding.importing.querysets import ResponseImportQuerySet
from surveys.responding.models import Response


class ResponseImport(models.Model):
    """Rows of a file that were checked. They are sealed, and wiped once they are brought in.

    A file with a fault in it is never kept. The file's name is not kept either: it may name people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices, default=ImportState.CHECKED
    )
    rows = models.PositiveIntegerField(_("rows"))
    added = models.PositiveIntegerField(_("new responses"), default=0)
    known = models.PositiveIntegerField(_("there already"), default=0)
    sealed_rows = models.TextField(blank=True)

    objects = ResponseImportQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import of responses")
        verbose_name_plural = _("imports of responses")
        ordering = ("-checked_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=(ImportState.CHECKED, ImportState.RUNNING))
                | Q(sealed_rows=""),
                name="rows_go_when_an_import_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.rows}"

    def seal_rows(self, rows: list[dict[str, Any]]) -> None:
        words = json.dumps(rows, ensure_ascii=False)
        self.sealed_rows = seal(words, model="importing.ResponseImport", field="rows", row=self.pk)

    def open_rows(self) -> list[dict[str, Any]]:
        """The rows, for the one task that brings them in."""
        return json.loads(
            unseal(self.sealed_rows, model="importing.ResponseImport", field="rows", row=self.pk)
        )

    @staticmethod
    def lookup_of(survey_key: uuid.UUID, source_id: str) -> str:
        """The receipt under which a row is known: the same row is the same response."""
        return keyed_hash(f"{survey_key}|{source_id}", purpose="import")


class ImportedResponse(models.Model):
    """Which responses a file brought in, so that the whole file can be taken back."""

    response = models.OneToOneField(
        Response, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    brought_in_by = models.ForeignKey(
        ResponseImport, on_delete=models.CASCADE, related_name="responses"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported response")
        verbose_name_plural = _("imported responses")

    def __str__(self) -> str:
        return str(self.pk)
