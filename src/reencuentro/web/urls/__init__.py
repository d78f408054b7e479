from django.urls import URLPattern, URLResolver, include, path

from reencuentro.web import home

# One line for each area: path("", include("reencuentro.web.urls.<area>")).
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include("reencuentro.web.urls.request")),
    path("cases/", include("reencuentro.web.urls.case")),
    path("", include("reencuentro.web.urls.defender")),
    path("network/", include("reencuentro.web.urls.network")),
    path("administration/", include("reencuentro.web.urls.administration")),
]
