"""The blocks that a page of words is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["bold", "link", "ol", "ul", "h3"]


class SameInEveryLanguageBlock(blocks.CharBlock):
    """Words that translators are not asked for, such as a phone number."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value


class WordsBlock(blocks.StreamBlock):
    """Headings, text and short highlighted notes."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", form_classname="title")
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    note = blocks.RichTextBlock(
        label=_("Highlighted note"), icon="info-circle", features=["bold", "link"]
    )

    class Meta:
        required = False
