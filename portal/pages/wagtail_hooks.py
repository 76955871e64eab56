"""Owned pages are changed by their owner's coordinators: asked before each act on a page."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from portal.pages.ownership import refuse_others_pages

#: Before anybody else's hook: wagtail-localize answers "edit" itself for translated pages.
FIRST = -100
#: Acts that take the pages below along.
BRANCH_ACTS = ("delete", "move", "copy")


def _refuse_others(request: HttpRequest, page: Page, *_more) -> None:
    refuse_others_pages(request.user, [page], with_pages_below=False)


def _refuse_others_branch(request: HttpRequest, page: Page, *_more) -> None:
    refuse_others_pages(request.user, [page], with_pages_below=True)


for _act in ("edit", "publish", "unpublish", "convert_alias"):
    hooks.register(f"before_{_act}_page", _refuse_others, order=FIRST)
for _act in BRANCH_ACTS:
    hooks.register(f"before_{_act}_page", _refuse_others_branch, order=FIRST)


@hooks.register("before_bulk_action", order=FIRST)
def refuse_others_pages_in_bulk(
    request: HttpRequest, action_type: str, objects: list, _action
) -> None:
    pages = (each for each in objects if isinstance(each, Page))
    refuse_others_pages(request.user, pages, with_pages_below=action_type in BRANCH_ACTS)
