"""Long jobs in the admin: how far they are, and where their result is."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from portal.jobs.enums import OPEN_STATES
from portal.jobs.models import LongJob
from portal.jobs.permissions import WatchingPolicy

register_permission_policy(LongJob, WatchingPolicy(LongJob))


class ProgressColumn(BaseColumn):
    cell_template_name = "jobs/admin/progress_cell.html"


class ResultColumn(BaseColumn):
    cell_template_name = "jobs/admin/result_cell.html"


class JobIndexView(generic.IndexView):
    """The page loads itself again every few seconds while one of its jobs is open."""

    template_name = "jobs/admin/index.html"
    columns = [
        Column("title", label=_("Job")),
        ProgressColumn("progress", label=_("How far")),
        ResultColumn("result", label=_("Result")),
        Column("started_by", label=_("Started by")),
        DateColumn("created_at", label=_("Started")),
    ]
    default_ordering = "-created_at"
    is_searchable = False

    def get_base_queryset(self) -> QuerySet[LongJob]:
        return LongJob.objects.visible_to(self.request.user).select_related("started_by")

    def get_context_data(self, *args: object, **kwargs: object) -> dict:
        context = super().get_context_data(*args, **kwargs)
        context["something_runs"] = any(job.state in OPEN_STATES for job in context["object_list"])
        return context


class LongJobViewSet(ModelViewSet):
    model = LongJob
    name = "jobs"
    icon = "tasks"
    menu_label = _("Long jobs")
    menu_order = 900
    add_to_admin_menu = False
    add_to_settings_menu = False
    index_view_class = JobIndexView
    index_template_name = "jobs/admin/index.html"
    form_fields = ("title",)
    copy_view_enabled = False
    add_to_reference_index = False


long_jobs = LongJobViewSet()
