"""Packs among the admin's addresses; the meeting's screen leads to them."""

from django.urls import include, path
from wagtail import hooks

from forum.reports import admin_urls


@hooks.register("register_admin_urls")
def report_addresses() -> list:
    return [path("board/", include(admin_urls))]
