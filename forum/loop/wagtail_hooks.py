from wagtail import hooks

from forum.loop.viewsets import EntriesViewSet, PublishAndTellMenuItem


@hooks.register("register_admin_viewset")
def register_entries():
    return EntriesViewSet()


@hooks.register("register_page_action_menu_item")
def register_publish_and_tell():
    return PublishAndTellMenuItem(order=20)
