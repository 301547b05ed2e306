"""What a scene without a title is called in a story's language, and that language's older code."""

_SCENE = {
    "ar": "المشهد",
    "bg": "Сцена",
    "bn": "দৃশ্য",
    "ca": "Escena",
    "cs": "Scéna",
    "cy": "Golygfa",
    "da": "Scene",
    "de": "Szene",
    "el": "Σκηνή",
    "en": "Scene",
    "eo": "Sceno",
    "es": "Escena",
    "et": "Stseen",
    "eu": "Eszena",
    "fa": "صحنهٔ",
    "fi": "Kohtaus",
    "fr": "Scène",
    "ga": "Radharc",
    "gl": "Escena",
    "he": "סצנה",
    "hi": "दृश्य",
    "hr": "Prizor",
    "hu": "Jelenet",
    "id": "Adegan",
    "it": "Scena",
    "ja": "シーン",
    "ko": "장면",
    "la": "Scaena",
    "lt": "Scena",
    "lv": "Aina",
    "nb": "Scene",
    "nl": "Scène",
    "nn": "Scene",
    "no": "Scene",
    "pl": "Scena",
    "pt": "Cena",
    "ro": "Scena",
    "ru": "Сцена",
    "sk": "Scéna",
    "sl": "Prizor",
    "sr": "Сцена",
    "sv": "Scen",
    "th": "ฉาก",
    "tr": "Sahne",
    "uk": "Сцена",
    "vi": "Cảnh",
    "zh": "场景",
}

# ISO 639-1, then ISO 639-2/T, without a space.
_THREE_LETTERS = """
aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bhbih
bibis bmbam bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan
dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij fofao frfra
fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher
iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat kgkon kikik kjkua
kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin
lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob
ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs papan pipli
plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag sisin skslk
slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir
tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol
wawln wowol xhxho yiyid yoyor zazha zhzho zuzul
"""
_CODES = {both[:2]: both[2:] for both in _THREE_LETTERS.split()}


def scene_in(language: str) -> str:
    """The word for a scene in the language of a BCP 47 tag; the English one if it is unknown."""
    return _SCENE.get(_primary(language), _SCENE["en"])


def three_letters(language: str) -> str:
    """The ISO 639-2/T code of a BCP 47 tag's language, as MP4 and ID3 want it; else `und`."""
    primary = _primary(language)
    if len(primary) == 3 and primary.isascii() and primary.isalpha():
        return primary
    return _CODES.get(primary, "und")


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
