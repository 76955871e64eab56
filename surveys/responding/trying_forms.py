"""What a reader who tries a draft writes about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from surveys.questionnaires.trial_actions import REMARK_LENGTH
from surveys.responding.words import tidy_words


class RemarkForm(forms.Form):
    """What is hard about one page, or about the whole. Nothing asks who says it."""

    use_required_attribute = False

    words = forms.CharField(
        label=gettext_lazy("What is hard to understand, or missing?"),
        help_text=gettext_lazy("Please leave out names. Nobody will know that it was you."),
        max_length=REMARK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Please write what you want to say, or go back."),
            "max_length": gettext_lazy("Please make it shorter: about 150 words."),
        },
    )

    def __init__(self, data: Any = None, *, about: str = "") -> None:
        """``about``: the page, or "" for the whole survey."""
        super().__init__(data)
        if not about:
            self.fields["words"].label = gettext_lazy("What do you think of the survey as a whole?")

    def clean_words(self) -> str:
        return tidy_words(self.cleaned_data["words"])
