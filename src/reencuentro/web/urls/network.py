from django.urls import path

from reencuentro.web.network import applications, coverage, people, trainings

urlpatterns = [
    path("", people.network, name="network"),
    path("<uuid:pk>/", people.network_person, name="network_person"),
    path("<uuid:pk>/correct/", people.network_correct, name="network_correct"),
    path("applications/", applications.applications, name="applications"),
    path("applications/<uuid:pk>/", applications.application, name="application"),
    path("applications/<uuid:pk>/review/", applications.application_review, name="application_review"),
    path("applications/<uuid:pk>/notes/", applications.application_note, name="application_note"),
    path(
        "applications/<uuid:pk>/references/",
        applications.application_references,
        name="application_references",
    ),
    path("applications/<uuid:pk>/accept/", applications.application_accept, name="application_accept"),
    path("applications/<uuid:pk>/decline/", applications.application_decline, name="application_decline"),
    path("applications/<uuid:pk>/withdraw/", applications.application_withdraw, name="application_withdraw"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/<uuid:pk>/", trainings.training, name="training"),
    path("coverage/", coverage.coverage_page, name="coverage"),
]
