from reencuentro.ui.charts import Bar


def test_the_longest_bar_is_full_and_the_rest_in_proportion(render):
    rows = [Bar("R-1", 200, "200 days", "late", "/a/"), Bar("R-2", 50, "50 days")]
    html = render("{% bars rows 'Open cases' 100 '100 days' %}", rows=rows)
    assert '<path class="f-clay" d="M0 2h1000v12H0z" />' in html
    assert '<path class="f-river" d="M0 2h250v12H0z" />' in html
    assert html.count('d="M500 0v16"') == 2
    assert "50 days" in html


def test_a_chart_of_nothing_is_still_a_table(render):
    assert render("{% bars rows 'Open cases' %}", rows=[]).startswith('<table class="bars">')
    assert "<figure>" in render("{% columns rows 'By month' %}", rows=[])


def test_columns_say_their_figures_to_those_who_listen(render):
    html = render("{% columns rows 'By month' %}", rows=[("Jan", 4), ("Feb", 0)])
    assert "<li>Jan: 4</li><li>Feb: 0</li>" in html


def test_a_sparkline_is_said_in_words(render):
    html = render("{% sparkline course 'Falling from 61 to 44 days' %}", course=[61, 44])
    assert 'aria-label="Falling from 61 to 44 days"' in html
    assert 'points="4.0,5.0 124.0,31.0"' in html
    assert render("{% sparkline course 'Flat' %}", course=[5])
