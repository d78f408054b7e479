from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("reencuentro.ui.urls")),
    path("", include("reencuentro.accounts.urls")),
    path("", include("reencuentro.notify.urls")),
    path("", include("reencuentro.web.urls")),
    path("", include("reencuentro.public.site.urls")),
    # Last of all what is below /en/ and /es/; the pages of the tree answer to every address there.
    *i18n_patterns(path("", include("reencuentro.public.site.pages_urls"))),
]

handler400 = "reencuentro.ui.errors.bad_request"
handler403 = "reencuentro.ui.errors.no_permission"
handler404 = "reencuentro.public.site.errors.not_found"
handler429 = "reencuentro.ui.errors.too_many"
handler500 = "reencuentro.ui.errors.server_error"
