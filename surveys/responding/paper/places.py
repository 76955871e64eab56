"""Places where posters and forms lie, and the code of each for one survey."""

# For staff only.

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.partners.models import Partner
from portal.partners.permissions import Person
from surveys.responding.paper import codes
from surveys.responding.paper.enums import PlaceKind
from surveys.responding.paper.models import Place, PlaceCode
from surveys.responding.paper.permissions import may_change_places


@transaction.atomic
def add_place(*, partner: Partner, name: str, kind: PlaceKind | str, user: Person) -> Place:
    """Keep a place under its name; one of that name that was closed is used again.

    Raises:
        PermissionDenied: the person does not coordinate the partner.
        ValidationError: there is a place of this name.
    """
    if not may_change_places(user, partner):
        raise PermissionDenied
    known = Place.objects.of_partner(partner.pk).filter(name__iexact=name.strip()).first()
    if known is not None and not known.closed:
        raise ValidationError({"name": _("You have a place of this name already.")})
    place = known or Place(partner=partner, name=name.strip())
    place.kind, place.closed = PlaceKind(kind), False
    place.save()
    record(action="place.added", user=user, target=place)
    return place


@transaction.atomic
def close_place(*, place: Place, user: Person) -> Place:
    """Offer a place no longer. Its posters go on working, and its counts stay.

    Raises:
        PermissionDenied: the person does not coordinate the partner.
    """
    if not may_change_places(user, place.partner_id):
        raise PermissionDenied
    place.closed = True
    place.save(update_fields=["closed"])
    record(action="place.closed", user=user, target=place)
    return place


def code_of_place(*, place: Place, survey_key: uuid.UUID) -> PlaceCode:
    """The code of a place for one survey: made at the first asking, then always the same."""
    known = PlaceCode.objects.filter(place=place, survey_key=survey_key).first()
    while known is None:
        try:
            with transaction.atomic():
                known, _made = PlaceCode.objects.get_or_create(
                    place=place,
                    survey_key=survey_key,
                    defaults={"code": codes.make_place_code()},
                )
        except IntegrityError:
            continue  # another place drew the same signs: draw again
    return known
