from django.urls import path

from reencuentro.web import ask, requests

urlpatterns = [
    path("cases/<str:code>/ask/", ask.ask, name="ask"),
    path("cases/<str:code>/ask/check/", ask.ask_check, name="ask_check"),
    path("cases/<str:code>/ask/discard/", ask.ask_discard, name="ask_discard"),
    path("cases/<str:code>/ask/<slug:slug>/", ask.ask_step, name="ask_step"),
    path("cases/<str:code>/ask/<slug:slug>/keep/", ask.ask_keep, name="ask_keep"),
    path("requests/<uuid:pk>/", requests.request_page, name="request"),
]
