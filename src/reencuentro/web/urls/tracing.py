"""Searches, leads, and who may see more. Addresses carry the code of a case or the id of a row, never more."""

from django.urls import path

from reencuentro.web.tracing import knowing, leads, overview, requests

urlpatterns = [
    path("", overview.tracing, name="tracing"),
    path("cases/<slug:code>/ask/", requests.tracing_ask, name="tracing_ask"),
    path("<uuid:pk>/", requests.tracing_request, name="tracing_request"),
    path("<uuid:pk>/search/", requests.tracing_search, name="tracing_search"),
    path("<uuid:pk>/change/", requests.tracing_change, name="tracing_change"),
    path("<uuid:pk>/close/", requests.tracing_close, name="tracing_close"),
    path("<uuid:pk>/reopen/", requests.tracing_reopen, name="tracing_reopen"),
    path("<uuid:pk>/reunite/", requests.tracing_reunite, name="tracing_reunite"),
    path("leads/<uuid:pk>/", leads.lead, name="lead"),
    path("leads/<uuid:pk>/both/", leads.lead_both, name="lead_both"),
    path("leads/<uuid:pk>/know/", knowing.lead_know, name="lead_know"),
    path("knowing/<uuid:pk>/", knowing.know, name="know"),
    path("knowing/<uuid:pk>/withdraw/", knowing.know_withdraw, name="know_withdraw"),
]
