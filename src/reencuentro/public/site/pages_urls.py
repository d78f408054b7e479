"""Below /en/ and /es/: a few addresses of their own, and the pages of the tree, to which all others belong.

The tree's is named as Wagtail names it, so that Wagtail's links lead here.
"""

from django.urls import path, re_path

from . import feeds, views

urlpatterns = [
    path("search/", views.search, name="site_search"),
    path("feed/", feeds.News(), name="news_feed"),
    re_path(r"^((?:[\w\-]+/)*)$", views.page, name="wagtail_serve"),
]
