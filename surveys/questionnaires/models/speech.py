"""What a computer voice has said: one recording for the same words, wherever they stand."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.questionnaires.querysets import SpokenTextQuerySet


class SpokenText(models.Model):
    """The words of one page, read out by a computer. Frozen words only, never an answer.

    ``words_hash`` is of the words and their languages (`speaking.hash_of_parts`), ``voice`` the
    engine and its version.
    """

    words_hash = models.CharField(max_length=64)
    voice = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    file = models.FileField(upload_to="spoken/")
    made_on = models.DateField(default=timezone.localdate)

    objects = SpokenTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("computer voice")
        verbose_name_plural = _("computer voices")
        constraints = (
            models.UniqueConstraint(fields=("words_hash", "voice"), name="spoken_once_by_a_voice"),
        )

    def __str__(self) -> str:
        return self.words_hash
