"""Reads the calendar date a page shows, in the languages its months are known in; nothing else."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

__all__ = [
    "date_in_address",
    "find_date",
    "is_date_alone",
    "is_date_line",
    "is_same_moment",
    "is_update",
]

# Month names by their first letters, without accents, in the order of the rows: English, German,
# French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Polish, Czech,
# Lithuanian, Turkish, Indonesian, Icelandic, Russian and Ukrainian; then Romanian, Hungarian,
# Estonian, Finnish, Croatian, Albanian, Filipino and Malay; Greek, Bulgarian, Serbian, Belarusian,
# Armenian, Hebrew, Arabic, Persian and Urdu. The longest matching start wins.
_MONTH_STARTS = {
    1: "jan ene gen sty led sau ocak янв січ janv janeiro jän "
    "ian jaan tammik sijecn ιαν яну јан студз հունվ ינואר בינואר يناير جانفي ژانوی جنوری",
    2: "feb fev fevr lut uno vas sub фев лют bre "
    "veebr helmik veljac shkurt pebrero φεβ փետր פברואר בפברואר فبراير فيفري شباط فوری فروری",
    3: "mar maa mrt mars mär brz kov мар бер "
    "maalis ozujk machi μαρ сакав մարտ מרץ במרץ مارس آذار مارچ",
    4: "apr avr abr kwi dub bal nis апр кві "
    "huhtik travnj prill απρ красав ապրիլ אפריל באפריל أبريل أفريل نيسان آوریل اپریل",
    5: "may mai maj mei mag mayo maio kve geg мая май трав "
    "touko svibnj μαι мај մայիս מאי במאי مايو أيار مئی",
    6: "jun juin giu cze cerven bir haz июн черв jún "
    "iun juun kesak lipnj qersh hunyo ιουν юни јун чэрв հունիս יוני ביוני يونيو جوان حزيران "
    "ژوئن جون",
    7: "jul juil lug lip cervenec lie tem июл лип júl "
    "iul juul heinak srpnj korrik hulyo julai ιουλ юли јул ліпен հուլիս יולי ביולי يوليو جويلية "
    "تموز ژوئیه جولائی",
    8: "aug aou ago sie srp rugp agu авг серп "
    "elokuu kolovoz gusht ogos αυγ авгус жнів օգոստ אוגוסט באוגוסט أغسطس أوت آب اوت اگست",
    9: "sep set wrz zar rugs eyl сен верес "
    "szept syysk rujna shtator σεπ септ верас սեպտ ספטמבר בספטמבר سبتمبر أيلول سپتامبر ستمبر",
    10: "oct okt out ott paz rij spa eki окт жовт "
    "lokakuu tetor οκτ кастр հոկտ אוקטובר באוקטובר أكتوبر اکتبر اکتوبر",
    11: "nov lis list lap kas ноя лист "
    "noiem marrask studen nentor nobyem νοε ное нов ліста նոյեմ נובמבר בנובמבר نوفمبر نوامبر نومبر",
    12: "dec dez dic dis gru pro gruo ara des дек груд "
    "detsem jouluk prosin dhjetor δεκ дец снеж դեկտ דצמבר בדצמבר ديسمبر دسامبر دسمبر",
}
# Those of scripts whose vowels are marks beside the letters, and names of two words, in full.
_MONTH_NAMES = (
    "มกราคม|ม.ค.|មករា|जनवरी|জানুয়ারি|كانون الثاني",
    "กุมภาพันธ์|ก.พ.|កុម្ភៈ|फरवरी|फ़रवरी|ফেব্রুয়ারি",
    "มีนาคม|มี.ค.|មីនា|मार्च|মার্চ",
    "เมษายน|เม.ย.|មេសា|अप्रैल|এপ্রিল",
    "พฤษภาคม|พ.ค.|ឧសភា|मई|মে",
    "มิถุนายน|มิ.ย.|មិថុនា|जून|জুন",
    "กรกฎาคม|ก.ค.|កក្កដា|जुलाई|জুলাই",
    "สิงหาคม|ส.ค.|សីហា|अगस्त|আগস্ট",
    "กันยายน|ก.ย.|កញ្ញា|सितंबर|सितम्बर|সেপ্টেম্বর",
    "ตุลาคม|ต.ค.|តុលា|अक्टूबर|অক্টোবর|تشرين الأول",
    "พฤศจิกายน|พ.ย.|វិច្ឆិកា|नवंबर|नवम्बर|নভেম্বর|تشرين الثاني",
    "ธันวาคม|ธ.ค.|ធ្នូ|दिसंबर|दिसम्बर|ডিসেম্বর|كانون الأول",
)
_NAMED = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
_NAMES = "|".join(re.escape(name) for name in sorted(_NAMED, key=len, reverse=True))
_DAY_NAME = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*(?:ខែ)?({_NAMES})[\s,]*(?:พ\.ศ\.|ឆ្នាំ)?\s*((?:19|20|25)\d\d)"
)
_NAME_DAY = re.compile(rf"({_NAMES})\s*(\d{{1,2}}),?\s*((?:19|20|25)\d\d)")
_FIRST_BUDDHIST = 2400  # no year of ours
_BUDDHIST = 543  # years that the calendar of Thailand is ahead
_ISO = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?!\d)")
_EAST = re.compile(r"(20\d\d|19\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(20\d\d|19\d\d|\d\d)(?!\d)"
)
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.?(?:\s+|-)(?:de\s+|of\s+|d')?"
    r"([^\W\d_]{3,12})\.?,?(?:\s+|-)(?:de\s+|del\s+)?(20\d\d|19\d\d)"
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(20\d\d|19\d\d)"
)
_YEAR_FIRST = re.compile(  # Hungarian and Lithuanian
    r"(?<!\d)(20\d\d|19\d\d)\.?\s+(?:m\.\s+)?([^\W\d_]{3,12})\.?\s+(\d{1,2})(?!\d)"
)
_ORDERS = (  # with the groups of year, month and day
    (_DAY_MONTH, 3, 2, 1),
    (_MONTH_DAY, 3, 1, 2),
    (_YEAR_FIRST, 1, 2, 3),
)
_YEAR_DAY = re.compile(  # Latvian
    r"(?<!\d)(20\d\d|19\d\d)\. gada (\d{1,2})\.\s+([^\W\d_]{3,12})"
)
_NUMBERED_MONTH = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(20\d\d|19\d\d)")
_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([/-]?)(\d\d)\2(\d\d)(?!\d)")
_GLUED = re.compile(r"[a-zß-ÿ](?=[A-ZÀ-Þ][a-zß-ÿ]+$)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WEEKDAYS = frozenset(
    word
    for language in (
        "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
        "tues weds thur thurs montag dienstag mittwoch donnerstag freitag samstag sonnabend",
        "sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mar",
        "mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo lunedì martedì",
        "mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira maandag",
        "dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag",
        "lørdag søndag måndag tisdag lördag söndag maanantai tiistai keskiviikko torstai perjantai",
        "lauantai sunnuntai poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí",
        "úterý středa čtvrtek pátek neděle pazartesi salı çarşamba perşembe cuma cumartesi pazar",
        "senin selasa rabu kamis jumat sabtu minggu понедельник вторник среда четверг пятница",
        "суббота воскресенье понеділок вівторок середа п’ятниця субота неділя",
    )
    for word in language.split()
)
_OF_A_TIME = frozenset(
    {
        "at",
        "am",
        "pm",
        "uhr",
        "um",
        "kl",
        "klo",
        "às",
        "alle",
        "ore",
        "et",
        "est",
        "edt",
        "ct",
        "cst",
        "cdt",
        "mt",
        "mst",
        "mdt",
        "pt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "ist",
        "hrs",
    }
)  # "at 3:45 pm EST"
_MOST_BESIDE = 6  # words beside the date in a line that is only a date: "Updated at … by …"
_CENTURY = 2000
_WEST, _EAST_OF = timedelta(hours=11), timedelta(hours=13)  # how far clocks are from universal time
_SAME = timedelta(hours=1)  # between what is noted as published in one place and in another
_UPDATED = re.compile(
    r"\W*(?:last |letzte |zuletzt |dernière |última |ultimo )?(?:updated?|modified|changed|revised|"
    r"edited|aktualisiert|aktualisierung|geändert|änderung|bearbeitet|stand|mis à jour|mise à jour|"
    r"modifié|actualizad[oa]|actualización|atualizad[oa]|atualização|aggiornat[oa]|aggiornamento|"
    r"modifica|bijgewerkt|gewijzigd|laatste update|oppdatert|opdateret|uppdaterad|güncelleme|"
    r"aktualizacja|обновлено)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_STARTS = {
    _plain(start): number for number, starts in _MONTH_STARTS.items() for start in starts.split()
}


def _month(word: str) -> int:
    """The month a word names, maybe glued to a name before it: "Eva LundMay"."""
    glued = _GLUED.search(word)
    plain = _plain(word[glued.end() :] if glued else word)
    for length in range(min(len(plain), 8), 2, -1):
        if plain[:length] in _STARTS:
            return _STARTS[plain[:length]]
    return 0


def _iso(year: str, month: int, day: str) -> str:
    full = int(year) if len(year) == 4 else _CENTURY + int(year)
    try:
        return date(full, month, int(day)).isoformat()
    except ValueError:
        return ""


def _in_usual_digits(text: str) -> str:
    """A text with the digits of all scripts as 0 to 9."""
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text)


def _in_other_forms(text: str) -> str:
    """A date whose month is told by a whole name or by its number, or stands behind the day."""
    for match in _DAY_NAME.finditer(text):
        year = int(match[3]) - (_BUDDHIST if int(match[3]) > _FIRST_BUDDHIST else 0)
        if found := _iso(str(year), _NAMED[match[2]], match[1]):
            return found
    for match in _NAME_DAY.finditer(text):
        if found := _iso(match[3], _NAMED[match[1]], match[2]):
            return found
    if numbered := _NUMBERED_MONTH.search(text):
        return _iso(numbered[3], int(numbered[2]), numbered[1])
    behind = _YEAR_DAY.search(text)
    return _iso(behind[1], _month(behind[3]), behind[2]) if behind else ""


@lru_cache(maxsize=2048)  # the rules ask for it again and again
def find_date(text: str) -> str:
    """The first calendar date in a short text as ``YYYY-MM-DD``, else an empty string.

    In a date of three numbers the day comes first, unless only the other order is possible.
    """
    if not _DIGIT.search(text):
        return ""
    if not text.isascii():
        text = _in_usual_digits(text)
        if found := _in_other_forms(text):
            return found
    for pattern in (_EAST, _ISO):
        if (first := pattern.search(text)) and (found := _iso(first[1], int(first[2]), first[3])):
            return found
    for pattern, year, month, day in _ORDERS:
        for match in pattern.finditer(text):
            named = _month(match[month])
            if named and (found := _iso(match[year], named, match[day])):
                return found
    if last := _DAY_FIRST.search(text):
        return _iso(last[3], int(last[2]), last[1]) or _iso(last[3], int(last[1]), last[2])
    return ""


def date_in_address(address: str) -> str:
    """The date that an article's address has in its path: ``/2026/05/04/``, ``/20260504-…``."""
    path = address.split("//", 1)[-1].partition("/")[2]
    found = (_iso(match[1], int(match[3]), match[4]) for match in _IN_ADDRESS.finditer(path))
    return next(filter(None, found), "")


def is_date_alone(text: str) -> bool:
    """Whether a line is a date, and nothing but perhaps its weekday and a time beside it."""
    beside = {word.casefold() for word in _LETTERS.findall(text) if not _month(word)}
    return bool(find_date(text)) and beside <= _OF_A_TIME | _WEEKDAYS


def is_date_line(text: str) -> bool:
    """Whether a line says when the article was published, and not what happened on a day."""
    if not find_date(text):
        return False
    beside = [word for word in _LETTERS.findall(text) if not _month(word)]
    return len(beside) <= _MOST_BESIDE


def is_update(text: str) -> bool:
    """Whether a line opens like the date of an update: "Last updated: 4 May 2026"."""
    return bool(_UPDATED.match(text))


def is_same_moment(universal: str, local: str) -> bool:
    """Whether a moment in universal time is on a day, or at a time of it, by some clock on Earth.

    Args:
        universal: An ISO date with its time; it is none if it has another zone's offset.
        local: An ISO date, with or without a time.
    """
    moment = datetime.fromisoformat(universal)
    if len(universal) <= len("2026-05-04") or moment.utcoffset():
        return False
    moment = moment.replace(tzinfo=None)
    shown = datetime.fromisoformat(local)
    if shown.tzinfo is not None:
        shown -= shown.utcoffset() or timedelta()
        return abs(shown.replace(tzinfo=None) - moment) < _SAME
    return (moment - _WEST).date() <= shown.date() <= (moment + _EAST_OF).date()
