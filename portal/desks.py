"""Screens of the admin that are not there for people who may not use them."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


@method_decorator(never_cache, name="dispatch")
class GuardedView(WagtailAdminTemplateMixin, View):
    """A screen that answers 404 to whoever may not use it, as if it were not there."""

    may_enter: Callable = staticmethod(lambda user: False)
    back: tuple[str, str] | None = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_enter(request.user):
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except (PermissionDenied, ObjectDoesNotExist) as error:
            # Forbidden and missing look alike: nobody learns that something exists.
            raise Http404 from error

    def get_breadcrumbs_items(self) -> list[dict]:
        trail = list(self.breadcrumbs_items)
        if self.back:
            trail.append({"url": reverse(self.back[0]), "label": self.back[1]})
        return [*trail, {"url": "", "label": self.get_page_title()}]

    def show(self, **context: object) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context_data(**context))
