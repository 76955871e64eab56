"""Only the key of the event opens an envelope, and only as it was sealed."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.responding.assisted.sealing import (
    PARTS,
    EnvelopeBroken,
    is_envelope,
    make_keys,
    open_envelope,
    seal_envelope,
)

PUBLIC, PRIVATE = make_keys()
BOUND = {"event": "an event", "name": "a name"}


@given(content=st.text() | st.dictionaries(st.text(), st.lists(st.text())))
def test_what_is_sealed_opens_again(content):
    sealed = seal_envelope(content, public_key=PUBLIC, **BOUND)

    assert is_envelope(sealed)
    assert json.loads(open_envelope(sealed, private_key=PRIVATE, **BOUND)) == content


def test_another_events_key_opens_nothing():
    _public, other = make_keys()

    with pytest.raises(EnvelopeBroken):
        open_envelope(seal_envelope("x", public_key=PUBLIC, **BOUND), private_key=other, **BOUND)


@pytest.mark.parametrize("bound", [BOUND | {"event": "b"}, BOUND | {"name": "b"}])
def test_an_envelope_is_bound_to_its_event_and_name(bound):
    with pytest.raises(EnvelopeBroken):
        open_envelope(seal_envelope("x", public_key=PUBLIC, **BOUND), private_key=PRIVATE, **bound)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("spoil", [lambda raw: raw[:-1], lambda raw: bytes([raw[0] ^ 1]) + raw[1:]])
def test_an_altered_envelope_does_not_open(part, spoil):
    sealed = seal_envelope("x", public_key=PUBLIC, **BOUND)
    spoilt = base64.b64encode(spoil(base64.b64decode(sealed[part]))).decode()

    with pytest.raises(EnvelopeBroken):
        open_envelope(sealed | {part: spoilt}, private_key=PRIVATE, **BOUND)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from([*PARTS, "version"]), inner)
        ),
    )
)
def test_rubbish_is_refused_and_never_an_accident(rubbish):
    with pytest.raises(EnvelopeBroken):
        open_envelope(rubbish, private_key=PRIVATE, **BOUND)
