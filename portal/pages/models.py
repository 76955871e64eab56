"""What every public page has in common."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.pages.ownership import OwnedPageForm, OwnedPagePermissionTester
from portal.partners.models import Partner


class PortalPage(Page):
    """A public page in one language, with the name of whoever checked its translation."""

    translation_checked_by = models.CharField(
        _("translation checked by"),
        max_length=120,
        blank=True,
        help_text=_("A role, for example “Urdu-speaking parent carer”. Empty means unchecked."),
    )
    translation_checked_on = models.DateField(_("translation checked on"), null=True, blank=True)

    settings_panels = (
        *Page.settings_panels,
        MultiFieldPanel(
            [FieldPanel("translation_checked_by"), FieldPanel("translation_checked_on")],
            heading=_("Check of this translation"),
        ),
    )
    promote_panels = Page.promote_panels

    class Meta:
        abstract = True

    @property
    def is_translation(self) -> bool:
        """Whether this page stands in another language than the one it was written in."""
        return self.locale.language_code != "en"

    @property
    def is_unchecked_translation(self) -> bool:
        """Whether to tell the reader that no person has checked this translation yet."""
        return self.is_translation and not self.translation_checked_by

    def clean(self) -> None:
        super().clean()
        if bool(self.translation_checked_by) != bool(self.translation_checked_on):
            raise ValidationError(
                {
                    "translation_checked_on": _(
                        "Say both who checked the translation and when, or leave both empty."
                    )
                }
            )


class OwnedPage(PortalPage):
    """A page that belongs to one partner: only that partner's coordinators change it."""

    owner_partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("belongs to")
    )

    base_form_class = OwnedPageForm

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> OwnedPagePermissionTester:
        """Wagtail's rights, for coordinators of the owner only: administrators included."""
        return OwnedPagePermissionTester(user, self)


#: Every page translates its title and the address it is found under stays the same.
PAGE_TRANSLATABLE_FIELDS = [
    TranslatableField("title"),
    TranslatableField("seo_title"),
    SynchronizedField("slug"),
    TranslatableField("search_description"),
]
