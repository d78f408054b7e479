from reencuentro.engines.readiness.kinship import Person, Tie, solve
from reencuentro.engines.readiness.readiness import assess, blocking
from reencuentro.engines.readiness.rules import Applies, Group, Requirement

OTHER_ID = ("consular_id", "birth_certificate", "marriage_certificate")
IDENTITY = Requirement(
    "identity",
    ((Group(1, ("us_passport",)),), (Group(1, ("consular_id",)), Group(2, OTHER_ID))),
    ("birth_certificate", "marriage_certificate"),
    ("S19",),
    False,
)
CHILD = Requirement(
    "child",
    ((Group(1, ("child_birth_certificate",)),),),
    ("child_birth_certificate", "baptismal_record"),
    ("S19",),
    True,
    fallback=("baptismal_record",),
)
INCOME = Requirement("income", ((Group(1, ("tax_return", "pay_stubs")),),), (), ("S5",), False)
UNKNOWN_LIST = Requirement("unknown_list", None, (), ("S5",), True)
AUNT = Requirement("aunt", None, ("sponsor_birth_certificate",), ("S22",), True, chain=True)


def one(requirement, *, held=(), accepted=(), chain=None):
    return assess(
        [Applies(requirement, True, ())], held=frozenset(held), accepted=frozenset(accepted), chain=chain
    )[0]


def aunt_chain(*, proved):
    ties = [
        Tie("biological", "mother", "child", proved=True),
        Tie("biological", "grandmother", "mother", proved=proved),
        Tie("biological", "grandmother", "aunt", proved=proved),
    ]
    return solve([Person("aunt", "female")], ties, child="child", sponsor="aunt")


def test_one_option_is_enough():
    assert one(IDENTITY, held=["us_passport"]).state == "met"
    assert one(IDENTITY, held=["consular_id", "birth_certificate"]).state == "met"


def test_two_papers_without_a_photograph_are_not_enough():
    assert one(IDENTITY, held=["birth_certificate", "marriage_certificate"]).state == "missing"


def test_the_nearest_option_says_what_is_missing():
    finding = one(IDENTITY, held=["consular_id"])
    assert finding.missing == ("us_passport",)
    assert one(IDENTITY, held=["birth_certificate", "marriage_certificate"]).missing == ("us_passport",)
    assert one(INCOME).missing == ("tax_return", "pay_stubs")


def test_what_comes_from_abroad_can_complete_help_or_do_nothing():
    assert one(IDENTITY, held=["consular_id"]).abroad == "yes"
    assert one(IDENTITY).abroad == "partly"
    assert one(INCOME).abroad == "no"
    assert one(IDENTITY).from_abroad == ("birth_certificate", "marriage_certificate")


def test_a_fallback_alone_still_blocks_and_is_named():
    finding = one(CHILD, held=["baptismal_record"])
    assert (finding.state, finding.blocks) == ("fallback", True)
    assert [reason.facts for reason in finding.why] == [(("evidence", "baptismal_record"),)]
    assert finding.from_abroad == ("child_birth_certificate",)


def test_what_orr_accepts_is_settled_whatever_we_hold():
    finding = one(CHILD, accepted=["child"])
    assert (finding.state, finding.blocks, finding.missing, finding.from_abroad) == (
        "accepted",
        False,
        (),
        (),
    )


def test_a_list_nobody_has_entered_is_unknown_and_blocks():
    finding = one(UNKNOWN_LIST, held=["us_passport"])
    assert (finding.state, finding.blocks, finding.abroad) == ("unknown", True, "no")
    assert [reason.code for reason in finding.why] == ["list_not_known"]


def test_the_kinship_chain_proves_or_names_the_records():
    assert one(AUNT, chain=aunt_chain(proved=True)).state == "met"
    finding = one(AUNT, chain=aunt_chain(proved=False))
    assert (finding.state, finding.abroad) == ("missing", "yes")
    assert [(record.document, record.of) for record in finding.records] == [
        ("birth_certificate", "mother"),
        ("birth_certificate", "aunt"),
    ]
    assert one(AUNT).state == "unknown"


def test_the_word_unverified_and_the_sources_travel_with_the_finding():
    finding = one(CHILD)
    assert (finding.unverified, finding.sources) == (True, ("S19",))


def test_blocking_lists_first_what_a_defender_can_solve():
    findings = assess(
        [Applies(requirement, True, ()) for requirement in (INCOME, IDENTITY, CHILD)], held=frozenset()
    )
    assert [finding.requirement for finding in blocking(findings)] == ["child", "identity", "income"]
    assert blocking(assess([Applies(INCOME, True, ())], held=frozenset({"pay_stubs"}))) == ()
