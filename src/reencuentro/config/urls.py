from django.urls import include, path

urlpatterns = [
    path("", include("reencuentro.web.urls")),
]
