import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation

from reencuentro.ui import words


def test_a_task_without_address_is_no_link(render):
    html = render('{% task "Prove it" status="Cannot start yet" %}The record is enough.{% endtask %}')
    assert html == (
        '<li><div><span class="verb">Prove it</span><div class="hint">The record is enough.</div></div>'
        '<span class="tag">Cannot start yet</span></li>'
    )


def test_a_task_list_says_how_many_are_done(render):
    html = render(
        '{% task_list "To do" done=2 total=5 %}{% task "Ask" "/a/" %}{% endtask %}{% endtask_list %}'
    )
    assert html == (
        '<section class="card"><header><h2>To do</h2><span class="count">2 of 5 done</span></header>'
        '<ul class="tasks" role="list"><li><div><a class="verb" href="/a/">Ask</a></div></li></ul></section>'
    )


def test_a_task_list_counts_in_spanish(render):
    assert "2 de 5 resueltos" in render('{% task_list "X" done=2 total=5 %}{% endtask_list %}', "es")


def test_a_button_is_a_link_only_with_an_address(render):
    assert render('{% button "Open" "/x/" kind="ghost" %}') == '<a class="btn ghost" href="/x/">Open</a>'
    assert render('{% button "Send" %}') == '<button class="btn" type="submit">Send</button>'


def test_a_button_refuses_a_kind_without_a_look(render):
    with pytest.raises(ValueError, match="'purple' is not one of"):
        render('{% button "Send" kind="purple" %}')


def test_a_post_button_carries_the_token_and_its_question(render):
    html = render('{% post_button "End" "/end/" confirm="Sure?" %}', csrf_token="t0ken")
    assert html == (
        '<form action="/end/" class="inline" data-confirm="Sure?" method="post">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="t0ken">'
        '<button class="btn ghost" type="submit">End</button></form>'
    )


@pytest.mark.parametrize(
    "tag", ['{% tag "go" evil %}', '{% button evil "/x/" %}', "{% card evil %}{% endcard %}"]
)
def test_components_escape_what_people_typed(render, tag):
    html = render(tag, evil="<script>x</script>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_tag_of_unknown_tone_is_refused(render):
    with pytest.raises(ValueError, match="'loud' is not a tone"):
        render('{% tag "loud" "word" %}')


def test_a_change_link_says_what_it_changes(render):
    html = render('{% row "Name" change="/n/" %}Ana{% endrow %}')
    assert html == (
        '<div><dt>Name</dt><dd>Ana</dd><dd class="change">'
        '<a href="/n/">Change <span class="unseen">Name</span></a></dd></div>'
    )


def test_an_internal_message_says_so_in_words(render):
    html = render('{% bubble "Coordinator" internal=True %}x{% endbubble %}')
    assert "Only your team sees this" in html
    assert "Only your team" not in render('{% bubble "Coordinator" %}x{% endbubble %}')


def test_filled_leaves_no_empty_landmark(render):
    assert render('{% filled "aside" "side" %}  {% endfilled %}') == ""
    assert render('{% filled "aside" "side" %}x{% endfilled %}') == '<aside class="side">x</aside>'


def test_a_late_clock_says_late(render):
    html = render('{% clock -3 "Consent" "21 Nov" %}')
    assert html == (
        '<li class="late"><span class="left">3 days late</span>'
        '<span>Consent<span class="when">21 Nov</span></span></li>'
    )


def test_a_clock_whose_rule_is_unverified_says_so(render):
    assert "Not verified" in render('{% clock 16 "Hearing" unverified=True %}')
    assert "Not verified" not in render('{% clock 16 "Hearing" %}')


@pytest.mark.parametrize("kind", ["first_use", "no_result", "all_done", "no_permission", "failure"])
def test_every_empty_state_has_its_picture(render, kind):
    html = render("{% empty kind 'Nothing' %}<p>Next</p>{% endempty %}", kind=kind)
    assert html.count('<svg class="art"') == 1
    assert html.endswith("<h2>Nothing</h2><p>Next</p></section>")


def test_pagination_keeps_the_filters(render):
    page = Paginator(range(60), 20).page(2)
    html = render(
        "{% pagination page %}", page=page, request=RequestFactory().get("/cases/?state=open&page=2")
    )
    assert 'href="?state=open&amp;page=1"' in html
    assert 'href="?state=open&amp;page=3"' in html
    assert "Page 2 of 3" in html


def test_two_lists_on_one_page_turn_their_own_pages(render):
    page = Paginator(range(60), 20).page(2)
    html = render(
        "{% pagination page 'door' 'Noticed' %}",
        page=page,
        request=RequestFactory().get("/tracing/?page=2&door=2"),
    )
    assert 'href="?page=2&amp;door=3"' in html
    assert 'aria-label="Noticed"' in html


def test_one_page_needs_no_pagination(render):
    page = Paginator(range(3), 20).page(1)
    assert render("{% pagination page %}", page=page, request=RequestFactory().get("/")) == ""


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (-1, "1 day late"),
        (0, "Today"),
        (1, "1 day"),
        (16, "16 days"),
        (200, "7 months"),
        (730, "2 years"),
        (1893, "5 y 2 m"),
    ],
)
def test_days_left_in_words(count, said):
    with translation.override("en"):
        assert words.days_left(count) == said


def test_days_left_in_spanish():
    with translation.override("es"):
        assert [words.days_left(n) for n in (-2, 0, 1, 1893)] == [
            "2 días de atraso",
            "Hoy",
            "1 día",
            "5 a 2 m",
        ]


def test_urgency_begins_a_week_before():
    assert [words.urgency(n) for n in (-1, 0, 7, 8)] == ["late", "wait", "wait", ""]


def test_sizes_as_phones_say_them():
    with translation.override("en"):
        assert [words.size(n) for n in (1, 999_499, 1_840_000)] == ["1 KB", "999 KB", "1.8 MB"]


def test_a_table_can_be_scrolled_with_the_keyboard_and_a_bar_begins_at_nought(render):
    assert 'tabindex="0"' in render('{% table "Rows" %}<tbody></tbody>{% endtable %}')
    assert 'value="0"' in render('{% progress 0 5 "Done" %}')
