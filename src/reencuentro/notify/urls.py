from django.urls import path

from . import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all_notices"),
    path("notices/preferences/", views.preferences, name="notice_preferences"),
    path("notices/<uuid:pk>/open/", views.open_notice, name="open_notice"),
]
