"""The code list in the admin."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from portal.partners.policies import MembershipPolicy
from surveys.themes.actions import add_theme, approve_theme, change_theme, retire_theme
from surveys.themes.enums import ThemeState
from surveys.themes.forms import ThemeChangeForm, ThemeForm
from surveys.themes.models import Theme
from surveys.themes.permissions import LIST_ROLES, may_settle_theme


class ThemePolicy(MembershipPolicy):
    """Coders and coordinators see the shared themes and their own; coordinators change them."""

    def user_has_permission_for_instance(self, user, action: str, instance: Theme) -> bool:
        if action == "change":
            return may_settle_theme(user, instance)
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance: Theme) -> bool:
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if not self.user_has_any_permission(user, actions):
            return Theme.objects.none()
        return Theme.objects.visible_to(user, LIST_ROLES)


register_permission_policy(
    Theme,
    ThemePolicy(
        Theme, changing=LIST_ROLES, administrators=False, actions=("add", "change", "view")
    ),
)


class ThemeIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet:
        return Theme.objects.visible_to(self.request.user, LIST_ROLES).select_related("code_list")


class ThemeAddView(generic.CreateView):
    def save_instance(self) -> Theme:
        return add_theme(user=self.request.user, **self.form.cleaned_data)


class ThemeChangeView(generic.EditView):
    def save_instance(self) -> Theme:
        words = dict(self.form.cleaned_data)
        state = words.pop("state")
        user = self.request.user
        theme = change_theme(theme=Theme.objects.get(pk=self.object.pk), user=user, **words)
        if state == ThemeState.APPROVED:
            return approve_theme(theme=theme, user=user)
        if state == ThemeState.RETIRED:
            return retire_theme(theme=theme, user=user)
        return theme


class ThemeViewSet(ModelViewSet):
    model = Theme
    name = "theme_list"
    icon = "list-ul"
    menu_label = _("Code list")
    list_display = ("code", "label", "state", "code_list")
    list_filter = ("state", "code_list")
    search_fields = ("code", "label", "definition")
    copy_view_enabled = False
    index_view_class = ThemeIndexView
    add_view_class = ThemeAddView
    edit_view_class = ThemeChangeView

    def get_form_class(self, for_update: bool = False):
        return ThemeChangeForm if for_update else ThemeForm
