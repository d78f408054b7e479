import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reencuentro.config.settings")
application = get_wsgi_application()

from reencuentro.config import checks  # noqa: E402 (needs Django set up)

checks.refuse_unsafe()  # whichever way this server was started
