"""What the area asks of the words of a survey, and how far they keep to it."""

from dataclasses import dataclass

from portal.partners.models import AreaSettings
from surveys.questionnaires.compiling import Document
from surveys.questionnaires.readability import Reading
from surveys.questionnaires.survey_words import read_easy_read, read_survey


@dataclass(frozen=True)
class WordsChecked:
    """The standard version, and Easy Read if there is one, against the area's limit."""

    standard: Reading
    easy_read: Reading | None
    limit: int

    @property
    def age(self) -> int | None:
        return self.standard.age

    @property
    def too_hard(self) -> bool:
        """Whether it opens only with a reason. A text too short to tell is never too hard."""
        return self.age is not None and self.age > self.limit


def check_words(document: Document) -> WordsChecked:
    """Read the English words of a document as the area wants them."""
    area = AreaSettings.load()
    explained = [line.strip() for line in area.explained_words.splitlines() if line.strip()]
    return WordsChecked(
        standard=read_survey(document, explained),
        easy_read=read_easy_read(document, explained),
        limit=area.reading_age_limit,
    )
