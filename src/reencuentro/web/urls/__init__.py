from django.urls import URLPattern, URLResolver, include, path

from reencuentro.web import home, join

# One line for each area: path("", include("reencuentro.web.urls.<area>")).
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("join/", join.join, name="join"),
    path("join/thanks/", join.join_thanks, name="join_thanks"),
    path("join/<slug:country>/", join.join_country, name="join_country"),
    path("", include("reencuentro.web.urls.request")),
    path("cases/", include("reencuentro.web.urls.case")),
    path("", include("reencuentro.web.urls.defender")),
    path("network/", include("reencuentro.web.urls.network")),
    path("tracing/", include("reencuentro.web.urls.tracing")),
    path("tracing/", include("reencuentro.web.urls.tracing_more")),
    path("administration/", include("reencuentro.web.urls.administration")),
]
