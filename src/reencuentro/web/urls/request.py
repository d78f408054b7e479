from django.urls import path

from reencuentro.web import ask, checking, corrections, dashboard, inbox, matching, requests, triage

urlpatterns = [
    path("cases/<str:code>/ask/", ask.ask, name="ask"),
    path("cases/<str:code>/ask/check/", ask.ask_check, name="ask_check"),
    path("cases/<str:code>/ask/discard/", ask.ask_discard, name="ask_discard"),
    path("cases/<str:code>/ask/<slug:slug>/", ask.ask_step, name="ask_step"),
    path("cases/<str:code>/ask/<slug:slug>/keep/", ask.ask_keep, name="ask_keep"),
    path("requests/<uuid:pk>/", requests.request, name="request"),
    path("requests/<uuid:pk>/answer/", requests.request_answer, name="request_answer"),
    path("requests/<uuid:pk>/receive/", requests.request_receive, name="request_receive"),
    path("requests/<uuid:pk>/object/", requests.request_object, name="request_object"),
    path("requests/<uuid:pk>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("requests/<uuid:pk>/change/<slug:slug>/", corrections.request_change, name="request_change"),
    path("requests/<uuid:pk>/release/", corrections.request_release, name="request_release"),
    path("requests/<uuid:pk>/take/", inbox.request_take, name="request_take"),
    path("requests/<uuid:pk>/review/", triage.request_review, name="request_review"),
    path("requests/<uuid:pk>/ask-back/", triage.request_ask_back, name="request_ask_back"),
    path("requests/<uuid:pk>/decline/", triage.request_decline, name="request_decline"),
    path("requests/<uuid:pk>/defenders/", matching.candidates_page, name="candidates"),
    path("requests/<uuid:pk>/defenders/<uuid:defender>/", matching.offer_make, name="offer_make"),
    path("lines/<uuid:pk>/stop/", matching.line_stop, name="line_stop"),
    path("offers/<uuid:pk>/withdraw/", matching.offer_withdraw, name="offer_withdraw"),
    path("deliveries/<uuid:pk>/check/", checking.delivery_check, name="delivery_check"),
    path("fees/<uuid:pk>/", checking.fee_decide, name="fee_decide"),
    path("fees/<uuid:pk>/receipt/", checking.fee_receipt, name="fee_receipt"),
    path("fees/<uuid:pk>/paid/", checking.fee_paid, name="fee_paid"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("dashboard/", dashboard.dashboard_page, name="dashboard"),
]
