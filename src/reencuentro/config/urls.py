from django.urls import include, path

urlpatterns = [
    path("", include("reencuentro.ui.urls")),
    path("", include("reencuentro.accounts.urls")),
    path("", include("reencuentro.notify.urls")),
    path("", include("reencuentro.web.urls")),
]

handler400 = "reencuentro.ui.errors.bad_request"
handler403 = "reencuentro.ui.errors.no_permission"
handler404 = "reencuentro.ui.errors.not_found"
handler429 = "reencuentro.ui.errors.too_many"
handler500 = "reencuentro.ui.errors.server_error"
