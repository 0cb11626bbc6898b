"""The words of listings in Lithuanian, Latvian, Estonian, English and Russian: read more, all news, other lists."""

from __future__ import annotations

import re

from archive.extract.months import fold

_READ_MORE = re.compile(
    r"skaity(?:ti|kite)(?: toliau| daugiau| visa| plačiau)?|(?:visas|visa) (?:straipsnis|naujiena)|plačiau|daugiau|"
    r"toliau|nuoroda|išsamiau|apie tai|"
    r"(?:lasīt |uzzināt |skatīt )?(?:vairāk|tālāk)|lasīt|skatīt|uzzini vairāk|(?:loe )?(?:edasi|lähemalt|rohkem|veel)|"
    r"vaata (?:lähemalt|rohkem)|read (?:more|on|article)|continue reading|more|more info|details|view|"
    r"подробнее|читать далее",
)
_READ_MORE_OF = re.compile(
    r"(?:skaityti (?:toliau|daugiau|plačiau)|lasīt (?:vairāk|tālāk)|loe (?:edasi|lähemalt|rohkem)|read more|"
    r"continue reading|plačiau)\b.*"
)
_AROUND = " .…›»>→-–[]()\xa0:+"
_LIST_LABEL = re.compile(
    r"(?:i |uz )?(?:vis(?:os|as|i|us|u|a)|koik|all|daugiau|vairak|rohkem|more|senesn\w+|vecak\w+|vanema\w+|older|kitos|"
    r"citi|citas|muud|teised|ziureti visas|skatit visus|vaata koiki)(?: \w+)? ?"
    r"(?:naujien\w*|aktual\w*|jaunum\w*|zin\w*|uudis\w*|teated\w*|news|irasa\w*|ierakst\w*|postitus\w*|posts|articles|"
    r"straipsni\w*|rakst\w*|renginiai|pasakumi|sundmused|events|projekt\w*|kvietim\w*)|"
    r"(?:naujienu |zinu |uudiste |news )?(?:archyvas|arhivs|arhiiv|archive)|naujienos|jaunumi|aktualitates|aktualijos|"
    r"uudised|news|pradzia|pradinis|titulinis|sakums|sakumlapa|avaleht|esileht|home|atgal|griz\w*|atpakal|tagasi|back|"
    r"spausdinti|drukat|prindi|print|pdf|rss|el\. ?pastas|komentar\w*(?: \(\d+\))?|\d+ (?:komentar\w*|comments?)|"
    r"dalintis|dalities|jaga|share|i virsu|uz augsu|ules|top"
)
_OTHER_LIST = re.compile(
    r"\b(?:populiari|skaitomiau|popular|most read|lasitak|popularak|loetuma|loetuim|archyv|arhiv|archive|kategorij|"
    r"categor|zymos|tags|birkas|sildid|komentar|comment|kommentaar|apklaus|aptauja|kusitlus|susije|related|saistit|seotud|"
    r"naudingos nuorod|nuorod|saites|noderigas|lingid|links|partner|remej|atbalstit|toetaja|sponsor|dokument|galerij|"
    r"galeri|gallery|foto|photo|video)"
)
_OTHER_NEWS = re.compile(
    r"\b(?:projekt|project|rengin|pasakum|sundmus|event|kvietim|konkurs|taotlusvoor|calls?\b|iepirkum|pirkim|hanked|hange|"
    r"kontakt|meist|apie mus|par mums|about|paslaug|pakalpojum|teenus|nariai|biedri|liikmed|strategij|apmokym)"
)
_NEWS = re.compile(
    r"naujien|aktualij|aktuali inf|aktualit|pranesim|jaunum|\bzinas\b|\bzinu\b|notikum|uudis|teated|\bnews\b|blog|"
    r"novost|новост|straipsni|publikacij|press|naujaus|jaunak|viimase"
)


def is_read_more(label: str) -> bool:
    """Whether an anchor's text says only that there is more."""
    return _READ_MORE.fullmatch(label.casefold().strip(_AROUND)) is not None


def says_read_more(label: str) -> bool:
    """Whether an anchor's text begins so, perhaps with the title behind it."""
    return is_read_more(label) or _READ_MORE_OF.fullmatch(label.casefold().strip(_AROUND)) is not None


def is_no_title(label: str) -> bool:
    """Whether an anchor's text is a tool's or says only that there is more."""
    return is_read_more(label) or is_list_label(label)


def is_list_label(label: str) -> bool:
    """Whether an anchor's text names a list, the way back or a tool, not an article."""
    return _LIST_LABEL.fullmatch(fold(" ".join(label.split()).strip(_AROUND))) is not None


def names_news(text: str) -> bool:
    """Whether a heading or an address says that news follow."""
    return _NEWS.search(fold(text)) is not None


def names_other_list(text: str) -> bool:
    """Whether a heading says that something else than a listing's news follows."""
    folded = fold(text)
    return _OTHER_LIST.search(folded) is not None or (
        _OTHER_NEWS.search(folded) is not None and _NEWS.search(folded) is None
    )
