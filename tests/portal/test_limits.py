"""How often one address may try, and how often one person may be written to."""

from portal.limits import MESSAGES_A_DAY, too_many, too_many_to


def test_each_purpose_is_counted_apart(rf):
    request = rf.post("/")
    assert [too_many(request, "a") for _ in range(11)] == [False] * 10 + [True]
    assert not too_many(request, "b")


def test_nobody_is_sent_more_than_a_few_messages_a_day():
    number = "+447700900123"
    said = [too_many_to(number, "receipt-code") for _ in range(MESSAGES_A_DAY + 1)]
    assert said == [False] * MESSAGES_A_DAY + [True]
    assert not too_many_to("+447700900124", "receipt-code")
    assert not too_many_to(number, "something else")
