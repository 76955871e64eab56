"""A program that speaks with espeak-ng: run by `voices.EspeakVoice`, never imported.

It says on its first line what it is and which languages it has. Then each line in, a list of
``[language, words]``, becomes one line out: an MP3 in base64. Text goes in as text: no mark-up.
"""

import base64
import ctypes
import ctypes.util
import json
import signal
import sys
from collections.abc import Sequence

import lameenc

WORDS_A_MINUTE = 145  # slower than its own 175: people follow who find reading hard
PAUSE_SECONDS = 0.35
KILOBITS = 24  # about 15 KB for five seconds
LONGEST_SECONDS = 30  # of work on one page: beyond that the engine hangs

# Numbers out of espeak-ng/speak_lib.h.
SYNCHRONOUS, NO_EXIT, UTF8, RATE = 2, 0x8000, 1, 1

SoundReady = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class VoiceInList(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
    )


class Espeak:
    """The library: from the package espeakng-loader or, without it, from the system."""

    def __init__(self) -> None:
        try:
            import espeakng_loader

            library, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
        except (ImportError, RuntimeError):
            library, data = ctypes.util.find_library("espeak-ng"), None
        if library is None:
            sys.exit("No espeak-ng on this machine.")
        self._library = ctypes.CDLL(library)
        folder = data.encode() if data else None
        self.rate = self._library.espeak_Initialize(SYNCHRONOUS, 0, folder, NO_EXIT)
        if self.rate <= 0:
            sys.exit("espeak-ng does not start.")
        self._sound = bytearray()
        self._keep = SoundReady(self._collect)
        self._library.espeak_SetSynthCallback(self._keep)

    def _collect(self, samples, count: int, _events) -> int:
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, count * 2)
        return 0

    @property
    def name(self) -> str:
        self._library.espeak_Info.restype = ctypes.c_char_p
        version = self._library.espeak_Info(None).decode().split()[0]
        return f"espeak-ng {version}, {WORDS_A_MINUTE}, {KILOBITS}"

    def languages(self) -> list[str]:
        list_voices = self._library.espeak_ListVoices
        list_voices.restype = ctypes.POINTER(ctypes.POINTER(VoiceInList))
        found, voices, place = set(), list_voices(None), 0
        while voices[place]:
            # Each language is led by one byte, its priority.
            code = voices[place].contents.languages[1:].split(b"\x00")[0].decode()
            found.add(code.split("-")[0])
            place += 1
        return sorted(found)

    def say(self, parts: Sequence[tuple[str, str]]) -> bytes:
        self._sound.clear()
        for language, words in parts:
            self._choose(language)
            self._library.espeak_SetParameter(RATE, WORDS_A_MINUTE, 0)
            text = words.replace("\x00", " ").encode()
            self._library.espeak_Synth(text, len(text) + 1, 0, 1, 0, UTF8, None, None)
            self._sound += bytes(2 * int(PAUSE_SECONDS * self.rate))
        return bytes(self._sound)

    def _choose(self, language: str) -> None:
        # English as it is spoken here; the plain name is the same voice in newer releases.
        names = ("en-gb", "en") if language == "en" else (language,)
        for name in names:
            if self._library.espeak_SetVoiceByName(name.encode()) == 0:
                return


def to_mp3(sound: bytes, rate: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    return bytes(encoder.encode(sound) + encoder.flush())


def main() -> None:
    espeak = Espeak()
    sys.stdout.write(json.dumps({"name": espeak.name, "languages": espeak.languages()}) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        signal.alarm(LONGEST_SECONDS)
        sound = to_mp3(espeak.say(json.loads(line)), espeak.rate)
        signal.alarm(0)
        sys.stdout.write(base64.b64encode(sound).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
