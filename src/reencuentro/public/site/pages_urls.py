"""Below /en/ and /es/ everything is a page of the tree. Named as Wagtail names it, so that its links lead here."""

from django.urls import re_path

from . import views

urlpatterns = [re_path(r"^((?:[\w\-]+/)*)$", views.page, name="wagtail_serve")]
