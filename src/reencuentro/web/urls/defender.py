from django.urls import path

from reencuentro.web import availability, conflicts, delivering, offers, work

urlpatterns = [
    path("offers/", offers.my_offers, name="my_offers"),
    path("offers/<uuid:pk>/", offers.offer, name="offer"),
    path("offers/<uuid:pk>/accept/", offers.offer_accept, name="offer_accept"),
    path("offers/<uuid:pk>/decline/", offers.offer_decline, name="offer_decline"),
    path("work/", work.my_work, name="my_work"),
    path("work/<uuid:pk>/", work.assignment, name="assignment"),
    path("work/<uuid:pk>/counter/", work.assignment_counter, name="assignment_counter"),
    path("work/<uuid:pk>/day/", work.promise, name="promise"),
    path("work/<uuid:pk>/step/", work.step_add, name="step_add"),
    path("work/<uuid:pk>/cost/", work.fee_add, name="fee_add"),
    path("work/<uuid:pk>/messages/", work.work_messages, name="work_messages"),
    path("work/<uuid:pk>/deliver/", delivering.deliver, name="deliver"),
    path("work/page/<uuid:pk>/", delivering.draft_paper, name="draft_paper"),
    path("work/receipt/<uuid:pk>/", delivering.my_receipt, name="my_receipt"),
    path("work/<uuid:pk>/hand-back/", work.hand_back, name="hand_back"),
    path("availability/", availability.availability, name="availability"),
    path("availability/capacity/", availability.capacity, name="availability_capacity"),
    path("availability/places/", availability.territory, name="availability_places"),
    path("availability/languages/", availability.spoken, name="availability_languages"),
    path("availability/expertise/", availability.expertise, name="availability_expertise"),
    path("availability/about/", availability.about, name="availability_about"),
    path("availability/away/", availability.away_add, name="absence_add"),
    path("availability/away/remove/", availability.away_remove, name="absence_remove"),
    path("availability/not-for/", conflicts.own_conflicts, name="own_conflicts"),
    path("availability/not-for/<uuid:pk>/", conflicts.own_conflict_lift, name="own_conflict_lift"),
    path("availability/pause/", availability.pause, name="availability_pause"),
    path("availability/resume/", availability.resume, name="availability_resume"),
]
