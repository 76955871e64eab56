"""The rich text of an information page, taken apart for paper. No database."""

from html.parser import HTMLParser
from typing import Any

from surveys.questionnaires.wording import Words


class _Blocks(HTMLParser):
    """Paragraphs and lines of a list, as runs of plain, bold and leaning words."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[dict[str, Any]] = []
        self._bold = self._leaning = 0
        self._address = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li"):
            self.blocks.append({"kind": tag, "runs": []})
        elif tag == "b":
            self._bold += 1
        elif tag == "i":
            self._leaning += 1
        elif tag == "br":
            self._add(" ")
        elif tag == "a":
            self._address = dict(attributes).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._bold -= 1
        elif tag == "i":
            self._leaning -= 1
        elif tag == "a" and self._address.startswith(("http://", "https://")):
            # Nobody can follow a link on paper.
            self._add(f" ({self._address.split('//', 1)[1]})")
            self._address = ""

    def handle_data(self, data: str) -> None:
        if data.strip() or (self.blocks and self.blocks[-1]["runs"]):
            self._add(data)

    def _add(self, text: str) -> None:
        if not self.blocks:
            self.blocks.append({"kind": "p", "runs": []})
        self.blocks[-1]["runs"].append(
            {"t": text, "bold": self._bold > 0, "leaning": self._leaning > 0}
        )


def html_blocks(words: Words) -> list[dict[str, Any]]:
    """The rich text of an information page, each block with the language it is in."""
    if not words:
        return []
    parser = _Blocks()
    parser.feed(words.text)
    parser.close()
    return [{**block, "l": words.language} for block in parser.blocks if block["runs"]]
