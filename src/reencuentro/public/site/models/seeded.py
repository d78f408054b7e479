from django.db import models


class Seeded(models.Model):
    """A page that came with the software. Once it is noted here it belongs to the Editors: it is never made again,
    changed or overwritten, whatever became of it.
    """

    key = models.SlugField(max_length=60)
    language = models.CharField(max_length=5)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="seeded_once")]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
