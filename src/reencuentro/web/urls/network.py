from django.urls import path

from reencuentro.web.network import coverage, desk, desk_asking, desk_line, desk_wishes, policy

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/propose/", desk.desk_propose, name="desk_propose"),
    path("desk/check/", desk_asking.desk_check, name="desk_check"),
    path("desk/asked/", desk_asking.desk_asked, name="desk_asked"),
    path("desk/<uuid:pk>/", desk_line.desk_line, name="desk_line"),
    path("desk/<uuid:pk>/why-not/", desk_line.desk_why_not, name="desk_why_not"),
    path("desk/<uuid:pk>/take/", desk.desk_take, name="desk_take"),
    path("desk/<uuid:pk>/set-aside/", desk.desk_set_aside, name="desk_set_aside"),
    path("desk/<uuid:pk>/take-up/", desk.desk_take_up, name="desk_take_up"),
    path("desk/<uuid:pk>/wish/", desk_wishes.desk_wish, name="desk_wish"),
    path("wishes/<uuid:pk>/end/", desk_wishes.wish_end, name="wish_end"),
    path("what-if/", policy.what_if, name="what_if"),
    path("what-if/<uuid:pk>/", policy.what_if_result, name="what_if_result"),
    path("coverage/", coverage.coverage_page, name="coverage"),
]
