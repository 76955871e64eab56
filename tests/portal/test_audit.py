import pytest
from django.db import connection

from portal.audit.actions import first_broken_entry, record
from portal.audit.models import AuditEntry, EntryIsFinal


def test_each_line_carries_the_hash_of_the_line_before(council, administrator):
    first = record(action="role.given", user=administrator, target=council)
    second = record(action="role.ended", user=administrator, target=council)
    assert second.previous_hash == first.hash
    assert second.number == first.number + 1
    assert first_broken_entry() is None


def test_a_line_can_be_neither_changed_nor_deleted(council, administrator):
    entry = record(action="role.given", user=administrator, target=council)
    with pytest.raises(EntryIsFinal):
        entry.save()
    with pytest.raises(EntryIsFinal):
        entry.delete()


def test_a_line_changed_behind_our_back_is_found(council, administrator):
    record(action="role.given", user=administrator, target=council)
    entry = record(action="words.read", user=administrator, target=council)
    record(action="role.ended", user=administrator, target=council)
    AuditEntry.objects.filter(pk=entry.pk).update(action="nothing.much")
    assert first_broken_entry() == entry


def test_a_line_taken_out_is_found(council, administrator):
    record(action="role.given", user=administrator, target=council)
    gone = record(action="words.read", user=administrator, target=council)
    last = record(action="role.ended", user=administrator, target=council)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE id = %s", [gone.pk])
    assert first_broken_entry() == last
