from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


class Language(LocaleMiddleware):
    """The language of a page: by its address on the public site, else by cookie and header.

    Django's own would send every unknown address to the public site ("/no/such/page" to "/en/no/such/page"), so that
    a wrong link of the staff would look like a page of the public site.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
