from django.urls import include, path

urlpatterns = [
    path("", include("reencuentro.accounts.urls")),
    path("", include("reencuentro.web.urls")),
]
