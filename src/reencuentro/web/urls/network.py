from django.urls import path

from reencuentro.web.network import coverage

urlpatterns = [
    path("coverage/", coverage.coverage_page, name="coverage"),
]
