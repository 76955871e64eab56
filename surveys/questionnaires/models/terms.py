"""What a partner promises whoever it asks: chosen once, shown in every survey."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.partners.models import Partner
from surveys.questionnaires.enums import LawfulBasis, NonAttribution
from surveys.questionnaires.querysets import AskingTermsQuerySet


class AskingTerms(TranslatableMixin, models.Model):
    """How one partner asks. A survey takes from here whatever it does not say itself."""

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="asking_terms", verbose_name=_("partner")
    )
    who_may_answer = models.CharField(_("who may answer, in plain words"), max_length=250)
    lawful_basis = models.CharField(_("why we may ask"), max_length=24, choices=LawfulBasis.choices)
    non_attribution = models.CharField(
        _("how far words may travel"), max_length=20, choices=NonAttribution.choices
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months that redacted words are kept"), default=36
    )
    safeguarding = models.TextField(
        _("what we do when somebody may not be safe"),
        max_length=400,
        help_text=_("Shown before the first question and wherever people write."),
    )
    consent_question = models.CharField(
        _("how we ask to quote"),
        max_length=200,
        help_text=_("For example: Yes, you may use my words in public, without my name."),
    )

    translatable_fields = [
        SynchronizedField("partner"),
        TranslatableField("who_may_answer"),
        SynchronizedField("lawful_basis"),
        SynchronizedField("non_attribution"),
        SynchronizedField("retention_months"),
        TranslatableField("safeguarding"),
        TranslatableField("consent_question"),
    ]

    objects = AskingTermsQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("how we ask")
        verbose_name_plural = _("how we ask")
        constraints = (
            models.UniqueConstraint(fields=("partner", "locale"), name="one_set_of_terms"),
        )

    def __str__(self) -> str:
        return str(self.partner)
