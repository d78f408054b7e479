from reencuentro.reference import agreement, matching_policy, vocabularies


def test_the_agreement_is_a_draft_with_a_version_and_says_the_same_number_of_things_in_both_languages() -> (
    None
):
    text = agreement.current()
    assert (text.version, text.is_draft, len(text.points)) == ("2026-11-1", True, 7)
    for point in text.points:
        for label in (point.title, point.text):
            assert label.en and label.es and label.en != label.es


def test_what_must_be_asked_first_is_some_of_the_safety_categories() -> None:
    codes = [term.code for term in vocabularies.terms("safety_categories")]
    assert codes == [
        "armed_groups",
        "police_or_military",
        "police_paper",
        "trafficking",
        "family_violence",
        "politically_exposed",
        "red_zone",
    ]
    joining = matching_policy.joining()
    assert joining.ask_first == {"police_paper", "politically_exposed", "red_zone"}
    assert (joining.start_speed_kmh, joining.answer_days, joining.keep_days) == (40.0, 14, 180)
