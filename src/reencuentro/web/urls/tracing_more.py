"""Tracing beside the searches themselves: what was tried, who may not be traced, looking, and the door."""

from django.urls import path

from reencuentro.web.tracing import attempts, door, hiding, looking

urlpatterns = [
    path("requests/<uuid:pk>/attempts/add/", attempts.attempt_add, name="attempt_add"),
    path("people/<uuid:pk>/hide/", hiding.person_hide, name="person_hide"),
    path("people/<uuid:pk>/show-again/", hiding.person_show_again, name="person_show_again"),
    path("look/", looking.look_up, name="look_up"),
    path("door/", door.at_door, name="at_door"),
    path("alike/<slug:code>/", door.alike_list, name="alike"),
    path("alike/<slug:code>/<uuid:lead>/", door.alike_settle, name="alike_settle"),
]
