from wagtail import hooks

from home.panels import WaitingPanel


@hooks.register("construct_homepage_panels", order=1000)
def show_what_waits(request, panels):
    """The first screen is about people waiting for us, not about pages edited lately."""
    panels[:] = [WaitingPanel(request)]


@hooks.register("construct_homepage_summary_items", order=1000)
def hide_page_counts(request, summary_items):
    summary_items.clear()
