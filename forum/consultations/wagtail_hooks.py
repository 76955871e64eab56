from wagtail import hooks

from forum.consultations.viewsets import ConsultationsViewSet, LaunchMenuItem


@hooks.register("register_admin_viewset")
def register_consultations():
    return ConsultationsViewSet()


@hooks.register("register_page_action_menu_item")
def register_launch():
    return LaunchMenuItem(order=10)
