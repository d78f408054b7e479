from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts import emails
from reencuentro.accounts.roles import NEEDS_SECOND_FACTOR, Role
from reencuentro.vault import boxes
from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel

from .organisation import Membership, Organisation

OPEN_MEMBERSHIPS = models.Prefetch(
    "memberships",
    queryset=Membership.objects.filter(ended=None).select_related("organisation"),
    to_attr="open_memberships",
)


class UserQuerySet(models.QuerySet["User"]):
    def with_role(self) -> "UserQuerySet":
        """Fetches role and organisation of all rows in one further query."""
        return self.prefetch_related(OPEN_MEMBERSHIPS)

    def members(self, *roles: str) -> "UserQuerySet":
        """People with an open membership, in one of `roles` when any is named."""
        named = {"memberships__role__in": roles} if roles else {}
        return self.filter(memberships__isnull=False, memberships__ended=None, **named)

    def working(self, *roles: str) -> "UserQuerySet":
        """Members who have accepted their invitation and have not left."""
        return self.members(*roles).filter(is_active=True)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_person(self, *, email: str, full_name: str = "", language: str = "en") -> "User":
        """A person who cannot sign in yet: without password, inactive, with a sealed box of their own."""
        user = self.model(
            box=boxes.create("person"),
            username=emails.index(email),
            email=emails.normalise(email),
            full_name=full_name,
            language=language,
            is_active=False,
        )
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def by_email(self, email: str) -> "User | None":
        return self.filter(username=emails.index(email)).first()


class User(SealedModel, AbstractBaseUser):  # type: ignore[django-manager-missing]  # pictures stand above
    """A person who works with the initiative. Name, e-mail and phone are sealed in the person's own box.

    There is no superuser and no staff flag: what somebody may do follows from the role. The groups are for Wagtail,
    which asks them who may edit the public site; accounts/groups.py keeps them in step with the role.
    `is_active` is True from the accepted invitation until the person leaves.
    """

    # The keyed index of the e-mail. No form of ours shows it; Wagtail's forms for users, whose pages do not exist here,
    # only load when it may stand in one.
    username = models.CharField(max_length=128, unique=True)
    full_name = SealedTextField(_("full name"), max_length=200, blank=True)
    email = SealedTextField(_("e-mail"), max_length=254)
    phone = SealedTextField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    is_active = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    joined = models.DateTimeField(null=True, blank=True, editable=False)
    left_on = models.DateTimeField(null=True, blank=True, editable=False)
    # The last 30-second step whose code was accepted: no code works twice (RFC 6238, 5.2).
    totp_step = models.BigIntegerField(default=0, editable=False)
    groups = models.ManyToManyField(Group, blank=True, related_name="user_set", related_query_name="user")

    is_superuser = False  # nobody, ever

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        ordering = ["created"]

    def __str__(self) -> str:
        return self.ledger_name  # never a name: this text reaches logs and error pages

    @cached_property
    def membership(self) -> Membership | None:
        """The open membership with its organisation; None for people who have left."""
        fetched = getattr(self, "open_memberships", None)
        if fetched is not None:
            return fetched[0] if fetched else None
        return self.memberships.filter(ended=None).select_related("organisation").first()

    @property
    def role(self) -> Role | None:
        return Role(self.membership.role) if self.membership else None

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    @property
    def is_advocate(self) -> bool:
        return self.role == Role.ADVOCATE

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_defender(self) -> bool:
        return self.role == Role.DEFENDER

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_editor(self) -> bool:
        return self.role == Role.EDITOR

    @property
    def needs_second_factor(self) -> bool:
        return self.role in NEEDS_SECOND_FACTOR

    @property
    def is_invited(self) -> bool:
        """Invited, and the invitation not accepted yet."""
        return self.joined is None and self.left_on is None

    @property
    def ledger_name(self) -> str:
        """How the ledger calls this person when they act: role and id, no name."""
        return f"{self.role or 'former'}:{self.pk}"

    @property
    def ledger_ref(self) -> str:
        """How the ledger calls this person when something is done about them."""
        return f"user:{self.pk}"

    def get_full_name(self) -> str:
        """How colleagues see this person in the editing pages of the public site."""
        return str(self.full_name)

    @property
    def first_name(self) -> str:
        """Asked by Wagtail's menu, which would show the keyed index of the e-mail otherwise."""
        return self.get_full_name()

    @cached_property
    def site_permissions(self) -> frozenset[str]:
        """What the groups allow on the public site, as "app.codename". It never opens anything of a case."""
        found = Permission.objects.filter(group__user=self)
        return frozenset(
            f"{app}.{code}" for app, code in found.values_list("content_type__app_label", "codename")
        )

    def has_perm(self, permission: str, obj: object = None) -> bool:
        return self.is_active and permission in self.site_permissions

    def has_perms(self, permissions: Iterable[str], obj: object = None) -> bool:
        return all(self.has_perm(each, obj) for each in permissions)

    def has_module_perms(self, app: str) -> bool:
        return self.is_active and any(each.startswith(f"{app}.") for each in self.site_permissions)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("membership", None)
        self.__dict__.pop("open_memberships", None)
        self.__dict__.pop("site_permissions", None)
        super().refresh_from_db(*args, **kwargs)

    def leave(self, now: datetime) -> None:
        """Unsaved: makes the account unusable. The sealed profile stays until retention destroys its box."""
        self.is_active, self.left_on = False, now
        self.set_unusable_password()
