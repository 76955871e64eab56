"""The editing form of a survey. The page itself names it, so it knows no models."""

# For staff only.

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.pages.ownership import OwnedPageForm
from surveys.questionnaires.conditions import Mistake, mistakes_of
from surveys.questionnaires.enums import Audience
from surveys.questionnaires.wording import SOURCE_LANGUAGE


class SurveyPageForm(OwnedPageForm):
    """The editing form of a survey: every condition can be so, where it stands."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        body = cleaned.get("body")
        if body is not None and self._is_source():
            mistakes = list(mistakes_of(body, unfinished=True))
            if mistakes and "body" not in self.errors:
                self.add_error("body", _at_their_places(mistakes))
        instead = cleaned.get("asks_directly")
        if instead is not None and instead.specific.audience != Audience.YOUNG_PEOPLE:
            self.add_error(
                "asks_directly",
                _("“%(survey)s” is not for young people. Choose a survey that is.")
                % {"survey": instead.title},
            )
        return cleaned

    def _is_source(self) -> bool:
        # A translation has the words of its own language; its conditions are those of the English.
        return not self.instance.locale_id or (
            self.instance.locale.language_code == SOURCE_LANGUAGE
        )


def _at_their_places(mistakes: Iterable[Mistake]) -> ValidationError:
    """The sentences as Wagtail shows them inside a stream of blocks, each beside its field."""
    blocks: dict[int, dict[int, dict[str, ValidationError]]] = {}
    for each in mistakes:
        fields = blocks.setdefault(each.block, {}).setdefault(each.condition, {})
        fields[each.field] = ValidationError(each.sentence)
    return StreamBlockValidationError(
        block_errors={
            block: StructBlockValidationError(
                {
                    "show_if": StructBlockValidationError(
                        {
                            "conditions": ListBlockValidationError(
                                block_errors={
                                    number: StructBlockValidationError(fields)
                                    for number, fields in conditions.items()
                                }
                            )
                        }
                    )
                }
            )
            for block, conditions in blocks.items()
        }
    )
