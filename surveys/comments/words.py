"""Which words are ordinary English, so that redaction can tell a word from a name.

The frequencies are the SCOWL list with Google Books counts that the package `symspellpy` carries;
only its data file is read. What people type in a text message and the vocabulary of special
educational needs are added here, because no general dictionary has them.
"""

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

# Abbreviations and words of the field. An area may add its own (`WordLists.keep`).
KEPT_WORDS: frozenset[str] = frozenset(
    """
    aac adhd add aet arfid asc asc/asd asd asdan aspergers aspie aspies autism autistic autie bsl
    btec bme bipolar camhs cahms cbt ccg cdop childline cin cla cyp cypmhs danlos dco dfe dla dld
    dmo dofe downs dsl dyscalculia dyslexia dyslexic dyspraxia dyspraxic eal ebsa ebsna edpsych
    ed-psych ehat ehc ehcna ehcp ehcps ehe ehlers elsa elsas emdr emtas eotas ep eps epilepsy epep
    esa eyfs fasd fnd foi fsm gcse gcses gdd gp gps haf hi hlta hltas hmrc hv icb icbs idva iep ieps
    ihp ipad iphone ipsea isp kooth la las lac lado lea lgbt lgsco lsa lsas mainstream makaton mash
    masking mdt mdts mencap mind mld mri msi nas nasen nd neet neurodivergent neurodiverse
    neurotypical nhs nonverbal non-verbal nspcc ocd odd ofsted ot ots otas pa pas pbs pda pecs pep
    physio pip pmld portage preverbal pre-verbal pru prus psa pshe pt ptsd qtod qtvi rnib salt salts
    samaritans sar sats scd sdq sen senco sencos send sendco sendcos sendias sendiass sendist sends
    senit senif shout sld slcn slt slts smhl spd spld stim stimming stims ta tas tac taf tourettes tourette
    uc ucas vi ypc
    app apps arbor bluey chromebook classcharts classdojo concerta contact covid covid-19 dojo email
    emails epipen equasym facebook fluoxetine fortnite google inbox instagram lego lockdown
    melatonin minecraft msn online padlet parentpay phonics pokemon playstation ritalin risperidone
    roblox satnav scope sertraline snapchat tapestry teams teamteach tiktok twitter tv wifi webpage
    website websites whatsapp wellbeing xbox youtube zoom zones
    burnout meltdown meltdowns sensory fidget fidgets chewy chewies hypermobile hypermobility
    undiagnosed misdiagnosed comorbid offrolling off-rolling offrolled prebooked timeframe phonecall
    voicemail laptop login newsletter coronavirus chromebooks
    dpo eu gb gdpr mp mps nhse ppe ssp uk usa ks1 ks2 ks3 ks4 ks5 healthwatch barnardos x-ray
    upn nino dob ref refs insta ig fb snap reg vrm nhs no gp yr
    """.split()
)

# Words that English writes with a capital though they point at nobody.
CAPITALISED_WORDS: frozenset[str] = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs
    fri sat sun january february march april may june july august september october november
    december jan feb mar apr jun jul aug sep sept oct nov dec easter christmas xmas halloween
    ramadan eid diwali hanukkah english maths french spanish german welsh british european asian
    african christian muslim jewish hindu sikh catholic urdu punjabi polish romanian bengali somali
    arabic gujarati sylheti traveller gypsy roma england wales scotland ireland britain london god somalia poland romania pakistan india bangladesh
    nigeria syria ukraine afghanistan iraq iran turkey kurdistan sudan eritrea ethiopia ghana kenya china
    spain france germany italy portugal bulgaria hungary lithuania latvia slovakia czech russia europe
    africa asia caribbean jamaica america irish scottish chinese italian portuguese russian turkish
    kurdish iranian afghan syrian ukrainian indian pakistani bangladeshi nigerian ghanaian pashto farsi
    annual review section local offer authority tribunal children act equality code practice year
    reception nursery primary secondary school college sixth form key stage council social care
    early help autism adhd down syndrome health team panel board hub service services trust
    bank holiday half term internet child education special needs plan support parent carer forum
    """.split()
)

# Spellings of text messages and of people who write as they speak.
CHAT_WORDS: frozenset[str] = frozenset(
    """
    2day 2moro 2morrow 2nite 4ever aint alot abit alright allright alrite amd an an' anymore arent
    arnt atm aswel aswell av avin bc bcos bcoz becos becoz becuz bein bin bit bk bloomin bout brill
    btw bs butt cba cant cardi cause ceo chucked cld cmon comin couldnt couldn cos coz cud cuz cya
    da dat de dem dere dey dis dnt didnt didn doesnt doesn doin don dont dosent dosnt dunno eg em er
    erm etc ey eveything every1 every1s evry evrything f2f fab fav ffs fink finks fkn fone fones frm
    fuming fyi gd getin gettin givin goin gona gonna gotta gunna gutted hadnt hav hasnt havent havin
    havnt hed hes hellish hiya hiyas hmm hols hr hrs hsnt hurtin hv hw idc idk ie il ill im imo init
    innit isnt ive jus kinda kiddies kiddo kno knackered knw lad lads lil lol loads luv lv ma makin
    mam mams mates meds mega mins min msg msgs mth mths mum mums mummy mumsy muma nan nans ne
    neva never nite no1 nobodys noone nothin nout nowt nuffin nuthin nvr obvs ok okay omg ona ones
    onli onto ova owt pls plz pleeease ppl pics pic pissed pmsl prob probs pts puter qs r realy rly
    rn rubbish sayin sed shd shes shite shldnt shoulda shouldnt shoulda shud shudnt sik sis skool
    skools sm1 smh smth someones somethin somethink sos soz spk sum1 sumthing sux ta tbh tbf telly
    tel tellin thanx thats thay theirselves theres theyd theyll theyre theyve thier tho thn thru thx
    til till tmrw tomoz tomorra tonite totaly tryin txt txted txting txts u uns ur urs uv v wa waitin
    wanna wasnt wat wats wen wer werent wernt weve whats whens wheres whos wid wil wiv wk wks wld wna
    wont wot woteva wouldnt woulda wudnt wrk wud wudnt wuz x xx xxx xxxx ya yall yday yeah yep yer
    yh yo youd youll youre youve yous yr yrs yup dd ds dh dp lo los oh mil fil sil bil nvm
    gotten mardy mithered mithering mither narky chuffed chuffing faffing faff skint minging shattered
    cuddles wees poos nappies nappy wellies pjs hugs thankyou thanku thankx everyones nobodies alls
    allways wen whn whr bby hun hunny hunni babe babes bro sista fam peeps bday xmas wkend wkends
    bcuz dunnit bruv wagwan peng lowkey highkey ngl tbqh istg ikr rlly srsly sry srry wbu
    """.split()
)

# A word as common as this is a word even where a name is expected ("Mrs said", "my son gets").
VERY_COMMON_RANK = 2500

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@cache
def frequencies() -> dict[str, int]:
    """Each known English word with its count, the most frequent first; read once, on first use."""
    package = find_spec("symspellpy")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("redaction needs the word list in the package symspellpy")
    path = Path(package.submodule_search_locations[0]) / "frequency_dictionary_en_82_765.txt"
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        word, _, count = line.partition(" ")
        counts[word] = int(count)
    return counts


@cache
def ranks() -> dict[str, int]:
    """Each known word with its rank, 0 for the most frequent."""
    return {word: rank for rank, word in enumerate(frequencies())}


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """The word in lower case without accents, as the lists spell it."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def rank(word: str) -> int | None:
    """How common the word is (0 is "the"); None for a word the dictionary does not hold."""
    return ranks().get(word)


def frequency(word: str) -> int:
    """How often the word occurs in printed English; 0 for a word the dictionary does not hold."""
    return frequencies().get(word, 0)


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Whether a lower-case word is English, text-speak or of the field."""
    return (
        word in frequencies() or word in KEPT_WORDS or word in CHAT_WORDS or _is_built_from(word)
    )


def is_very_common(word: str) -> bool:
    """Whether the word is one of those that fill sentences ("the", "school", "said")."""
    position = rank(word)
    return word in CHAT_WORDS or (position is not None and position < VERY_COMMON_RANK)


def _is_built_from(word: str) -> bool:
    """Whether the word is a known one with an ordinary ending or beginning ("uneatable")."""
    known = ranks()
    if "-" in word:
        return all(part in known or part in CHAT_WORDS or not part for part in word.split("-"))
    bare = word.replace("'", "")
    if bare != word and (bare in known or bare in CHAT_WORDS):
        return True
    if len(word) < 6:
        return False
    for ending in ("s", "ed", "d", "ing", "er", "ers", "y", "ly", "ish", "ness", "less", "able"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and (stem in known or stem + "e" in known):
            return True
    for beginning in ("un", "re", "pre", "non", "mis", "over", "under", "self", "anti", "multi"):
        stem = word.removeprefix(beginning)
        if stem != word and len(stem) > 3 and stem in known:
            return True
    return False


def misspellings(word: str) -> set[str]:
    """Everything one slip away: a letter left out, swapped, changed or added."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        *(left + c + right[1:] for left, right in cuts if right for c in _ALPHABET),
        *(left + c + right for left, right in cuts for c in _ALPHABET),
    }
