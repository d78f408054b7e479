from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


class PublicFiles(FileSystemStorage):
    """Pictures and downloads of the public site under settings.PUBLIC_DIR: in clear, and never in the vault."""

    def __init__(self) -> None:
        super().__init__(base_url="/pictures/")

    @property
    def base_location(self) -> str:
        return str(settings.PUBLIC_DIR)

    @property
    def location(self) -> str:
        return str(Path(settings.PUBLIC_DIR).absolute())


def public() -> Storage:
    return storages["public"]
