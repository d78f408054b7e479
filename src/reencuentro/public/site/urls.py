"""What has no language in its address, and the editing pages."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.documents.views.serve import serve as download

from . import views

# Wagtail's own pages for these are replaced by ours.
ours = [
    path("login/", RedirectView.as_view(pattern_name="account_login"), name="editors_sign_in"),
    path("logout/", RedirectView.as_view(pattern_name="account_logout"), name="editors_sign_out"),
    path("account/", RedirectView.as_view(pattern_name="profile"), name="editors_account"),
    # One picture at a time: what each shows has to be said in two languages before it is kept.
    path(
        "images/multiple/add/",
        RedirectView.as_view(pattern_name="wagtailimages:add"),
        name="editors_add_picture",
    ),
    path(
        "documents/multiple/add/",
        RedirectView.as_view(pattern_name="wagtaildocs:add"),
        name="editors_add_document",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("pictures/<path:name>", views.picture, name="picture"),
    path("downloads/<int:document_id>/<str:document_filename>", download, name="wagtaildocs_serve"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("editors/", include(ours)),
    path("editors/", include("wagtail.admin.urls")),
]
