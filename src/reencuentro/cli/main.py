"""The `reencuentro` command: the management commands under one name."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reencuentro.config.settings")
    os.umask(0o077)  # whatever a command writes is for this user alone
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line  # settings must be named first

    try:
        _ = settings.SECRET_KEY, settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        sys.exit(f"Reencuentro cannot start: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
