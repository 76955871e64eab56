from wagtail import hooks

from surveys.responding.assisted.viewsets import HelpingViewSet


@hooks.register("register_admin_viewset")
def register_events_and_phone():
    return HelpingViewSet()
