"""Words around a name that tell what kind of place it is, where it lies, and whether somebody there is meant instead."""

from __future__ import annotations

PROVINCE = frozenset("province governorate oblast state krai region prefecture emirate voivodeship department canton republic".split())
DISTRICT = frozenset("district county rayon raion municipality division subdistrict tehsil area".split())
TOWN = frozenset(
    "city town village hamlet capital suburb neighbourhood neighborhood port settlement camp township municipality commune kibbutz "
    "resort stronghold outpost".split()
)
LAND = frozenset("country nation state republic kingdom island territory".split())
GENERIC = PROVINCE | DISTRICT | TOWN | frozenset("island islands peninsula metropolitan metro proper west east north south".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern "
    "southeastern southwestern north-east north-west south-east south-west north-eastern north-western south-eastern south-western "
    "central upper lower greater downtown mainland".split()
)
# words before a name that are no part of it where it is not known with them
ADDED = DIRECTIONS | frozenset("occupied the rural old".split())
LOCATING = frozenset(
    "in at near from to into towards toward inside outside around across through over off within throughout between onto via on "
    "above".split()
)
# verbs that lead to a place without a preposition
TAKING = frozenset(
    "hit hits struck strike strikes shell shells shelled bomb bombs bombed bombard bombards bombarded capture captures captured seize "
    "seizes seized enter enters entered besiege besieges besieged storm storms stormed recapture recaptures recaptured retake retook "
    "overrun overran reach reaches reached leave leaves left flee flees fled".split()
)
NEAR = frozenset("near outside around off towards toward beside".split())
BESIDE = frozenset(
    "outskirts vicinity edge north south east west northeast northwest southeast southwest km miles kilometres kilometers".split()
)
# whose doing it is where such a word follows: "the Kyiv government", "Israel's army"
GOVERNING = frozenset(
    "government administration authorities regime officials official military army forces force troops soldiers police ministry "
    "minister president prime foreign defence defense interior parliament senate congress court courts ambassador envoy embassy leaders "
    "leader leadership navy intelligence spokesman spokeswoman spokesperson lawmakers".split()
)
# what lands and their capitals do only as those who govern there
SAYING = frozenset(
    "say says said tell tells told accuse accuses accused deny denies denied reject rejects rejected warn warns warned claim claims "
    "claimed announce announces announced condemn condemns condemned agree agrees agreed insist insists insisted demand demands "
    "demanded urge urges urged confirm confirms confirmed refuse refuses refused vow vows vowed launch launches launched recognize "
    "recognizes recognised recognise recognises impose imposes imposed declare declares declared begin begins call calls called "
    "threaten threatens threatened sign signs signed plan plans planned release releases released expel expels expelled blame blames "
    "blamed describe describes offer offers offered send sends withdraw withdraws block blocks blocked bombard continue continues "
    "deploy deploys".split()
)
AGENT_BEFORE = frozenset({"by", "with"})  # "condemned by Oslo"
HAPPENINGS = frozenset("battle siege fall gulf bay strait republic kingdom state".split())  # "X of Y" that leaves Y a place
