"""Taking a whole response out of counting, and back in. Nothing is deleted and nothing hidden."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.audit.actions import record
from surveys.responding.enums import ResponseState
from surveys.responding.models import Response
from surveys.responding.permissions import may_set_response_aside
from surveys.responding.staff_enums import NotCountedReason


@transaction.atomic
def set_response_aside(
    *, response: Response, reason: NotCountedReason | str, user: AbstractBaseUser
) -> Response:
    """The response, not counted any more in figures that are made from now on.

    Its words stay where they are, and whoever wrote it sees no difference. Doing it twice changes
    nothing; one that was taken back by its writer stays so.

    Raises:
        PermissionDenied: the person is no coordinator of the partner that asked.
        ValueError: the reason is none of the list.
    """
    response = _mine(response, user)
    if response.state == ResponseState.RECEIVED:
        _move(response, ResponseState.SET_ASIDE, NotCountedReason(reason))
        note = response.not_counted_reason
        record(action="response.set_aside", user=user, target=response, note=note)
    return response


@transaction.atomic
def count_response_again(*, response: Response, user: AbstractBaseUser) -> Response:
    """The response, counting as before. Doing it twice changes nothing.

    Raises:
        PermissionDenied: the person is no coordinator of the partner that asked.
    """
    response = _mine(response, user)
    if response.state == ResponseState.SET_ASIDE:
        _move(response, ResponseState.RECEIVED, "")
        record(action="response.counted_again", user=user, target=response)
    return response


def _mine(response: Response, user: AbstractBaseUser) -> Response:
    response = Response.objects.select_for_update().get(pk=response.pk)
    if not may_set_response_aside(user, response):
        raise PermissionDenied
    return response


def _move(response: Response, state: ResponseState, reason: NotCountedReason | str) -> None:
    response.state, response.not_counted_reason = state, reason
    response.save(update_fields=["state", "not_counted_reason"])
