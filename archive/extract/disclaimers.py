"""Paragraphs that say who paid for a text or a project, as funders want it: no part of an article's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from archive.extract.blocks import Block
from archive.extract.months import MONTH_WORD, fold

_MOST_CHARS = 700
_SHORT_CHARS = 40
_MOST_LINES = 6
"""Of one disclaimer that is broken by hand."""
_PAYERS = (
    r"(?:eirop|europ|\bes\b|\bel\b|\beu\b|fond|elfla|eraf|ejzf|\besf\b|\bezf\b|interreg|leader|savienib|sajung|liidu|liit"
    r"|union|ministr|minister|programm|program|biudzet|budzet|budget|valst|agentur|dienest|pria|norveg|norway|eea\b"
    r"|lietuvos\srespublik|latvijas\srepublik|savivaldyb|pasvaldib|omavalits|grant|erasmus|citizens|commission)"
)
_PAID = (
    r"(?:(?:lidz|kop)?finanse(?:ts?|ta|tas|ti|jum\w*)?\b|atbalst(?:a|s|u|its?|ita|itas)\b|istenot[sa]?\b"
    r"|(?:bendrai\s)?finansuo\w+|(?:bendrai\s)?finansavim\w+|\bremia\b|remiam\w+|parama\b|lesomis|(?:kaas)?rahasta\w+"
    r"|toeta(?:b|vad|ti|tud|takse)\b|toetusel|toel\b"
    r"|(?:co-?)?(?:funded|financed)|supported|support\sof|assistance\sof|funding\sfrom|contribution\sof)"
)
_OPENINGS = re.compile(
    rf"""(?x) ^(?:[*•–-]\s?)? (?:
    (?:(?:si|sis|so)\s)?(?:publikacij|rakst|material|informacij|izdevum|video)\w*\b .{{0,80}}?
        \b(?:sagatavot|izstradat|tapis|tapusi|izdot|veidot)\w*\b .{{0,120}}? (?:{_PAYERS})
    | atbalsta\s(?:zemkopibas|lauku\satbalsta|eiropas|latvijas|lad\b|sabiedribas)
    | (?:projekt|pasakum|aktivitat|seminar|konkurs|publikacij|apmacib|brauci|rakst)\w*\b .{{0,160}}?
        (?:{_PAID}) .{{0,200}}? (?:{_PAYERS})
    | (?:lidz)?finanse\s(?:eiropas|zemkopibas|elfla|eraf|sabiedribas)
    | (?:projekt|rengin|veikl|straipsn|publikacij|leidin|mokym|isvyk|informacij|program)\w*\b .{{0,160}}?
        \b(?:finans|bendrai\sfinans|remiam|remia)\w*\b .{{0,200}}? (?:{_PAYERS})
    | parama\s(?:yra\s)?(?:skirta|skiriama|gauta)\s(?:is|pagal)
    | (?:is\sdalies\s)?(?:finansuoja|finansuojam\w+|remia|remiam\w+|finansavo|parengta\spagal)\b
        .{{0,120}}? (?:{_PAYERS})
    | (?:projekti?|tegevust|uritust|oppereisi|koolitust|artiklit?|sundmust|trukist)\b .{{0,120}}?
        (?:{_PAID}) (?:.{{0,200}}? (?:{_PAYERS}) | .{{0,80}}$)
    | (?:artikkel|projekt|trukis|koolitus|uritus)\b .{{0,60}}?
        (?:valminud|rahastatakse|toimub|on\srahastatud|viiakse\sellu)
        .{{0,160}}? (?:toel|toetusel|vahenditest|rahastusel|fond\w*)
    | (?:toetab|rahastab)\s(?:euroopa|pria|maaelu|leader)
    | (?:this|the)\s(?:project|article|publication|document|event|activity|action|website|material|programme|seminar)\b
        .{{0,120}}? \b(?:{_PAID}) .{{0,200}}? (?:{_PAYERS})
    | (?:co-?)?(?:funded|financed|supported)\sby\s(?:the\s)?(?:european|eu\b|erasmus|interreg|norw|eea)
    | with\sthe\s(?:financial\s)?(?:support|assistance|contribution)\sof\s(?:the\s)?(?:european|eu\b|interreg|erasmus)
    | projekt\w{{0,3}}\s(?:wspolfinansowan|dofinansowan)\w+
    )"""
)
_SEQUELS = re.compile(
    r"""(?x) (?:
    sole\sresponsibility | not\s(?:necessarily\s)?reflect | cannot\sbe\sheld | under\sno\scircumstances
    | atbild(?:a|iba|igs|iga|igi)?\b .{0,120} | neatspogulo
    | nevar\stikt\suzskatit | oficial\w+\s(?:viedokl|nuomon|pozicij)\w*
    | atsak(?:o|ingas|inga|omybe)\b | neatspindi | negali\sbuti\slaikom | ei\spruugi\s(?:kajastada|valjendada)
    | vastutab\b | ei\svastuta | seisukoh\w+
    | ^(?:plasak\w+|vairak|daugiau|rohkem|more)\s(?:informacij|info|teav|information)\w*
        .{0,60} (?:program|fond|www|http|liid|union)
    | ^(?:https?://|www\.|\#)\S{1,100}$
    )"""
)
_AMOUNT = re.compile(r"\d[\d .,]{0,20}(?:eur\b|eir|€|euro|tukst|mln|%|proc\b)")
_MORE = re.compile(
    rf"""(?x)
    ,\s(?:un|bet|kas|kurs?|kura|kuras|kuru|kuram|lai | o|bet|kuris|kuri|kurio|kurios|kuriame|kurioje|kad
        | ning|kuid|mis|mille|kus|kes|et | and|but|which|whose|where|when)\b
        (?!.{{0,80}}(?:{_PAID}|sniegt|pieskirt|skirt|teikiam|provided|granted))
    | \bun\s(?:ilg|notik|noris|tik[as]|turpin|beig|beidz|saka|sakas|ietver|paredz)\w*
    | \bir\s(?:truk|vyk|bus|buvo|tesi|baig|prasid|apim)\w* | \bja\s(?:kest|toimu|lope|algab|algas|valmis|oli|on)\w*
    | \band\s(?:will|was|were|has|ran|runs|lasts?|ended|brought|helped)\b
    """
)
"""Where a sentence that begins as a disclaimer goes on to tell something."""
_DAY = re.compile(
    rf"""(?x) (?<!\d)(?:\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?(?:19|20)\d\d | (?:19|20)\d\d-\d\d-\d\d
    | (?:19|20)\d\d\.?\s(?:gada|g\.|m\.)\s(?:\d{{1,2}}\.\s?)?{MONTH_WORD}
    | \d{{1,2}}\.?\s{MONTH_WORD}\s(?:19|20)\d\d)"""
)
_CONTRACT = re.compile(r"ligum|vienosan|sutart|isakym|sprendim|lemum|leping|otsus|agreement|contract|\bnr\b|\bno\.")
_CONTRACT_CHARS = 60
_SENTENCE_END = re.compile(r"(?<=[^\d\s.][.!?])\s+(?=[A-ZĀ-Ž„“\"#])")


def find_disclaimers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The whole paragraphs of a row of blocks that say who paid, and perhaps more; in reading order, none twice."""
    found: list[str] = []
    index = 0
    while index < len(blocks):
        is_row = blocks[index].table is not None
        length = 0 if is_row else _disclaimer_length(blocks, index, len(blocks), speaks_of_payer)
        if length:
            found.append(_join(blocks[index : index + length]))
        index += length or 1
    return tuple(dict.fromkeys(found))


def strip_disclaimers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the disclaimers at head and tail; all where nothing else is left."""
    start, end = 0, len(blocks)
    while start < end and (length := _disclaimer_length(blocks, start, end, is_disclaimer)):
        start += length
    while end > start and (length := count_disclaimer_lines(blocks[start:end])):
        end -= length
    return list(blocks[start:end] or blocks)


def count_disclaimer_lines(blocks: Sequence[Block]) -> int:
    """How many of the last blocks are one disclaimer, whole or with line breaks within; 0 when none is."""
    for start in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _MOST_LINES), -1):
        if is_disclaimer(_join(blocks[start:])):
            return len(blocks) - start
        if not blocks[start].soft:
            break
    return 0


def _disclaimer_length(blocks: Sequence[Block], start: int, end: int, holds: Callable[[str], bool]) -> int:
    """How many blocks from `start` on `holds` is true of together, parted by line breaks only; 0 for none."""
    for after in range(start + 1, min(end, start + _MOST_LINES) + 1):
        if after - 1 > start and not blocks[after - 1].soft:
            break
        if holds(_join(blocks[start:after])) and not (after < end and _runs_on(blocks[after])):
            return after - start
    return 0


def _runs_on(block: Block) -> bool:
    return block.soft and block.text[:1].islower()


def _join(blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in blocks)


def is_disclaimer(text: str) -> bool:
    """Whether every sentence of a paragraph says who paid, or who answers for the text, and no more than that."""
    return speaks_of_payer(text) and not any(_tells_more(fold(one)) for one in _SENTENCE_END.split(text))


def speaks_of_payer(text: str) -> bool:
    """Whether every sentence begins to say who paid, or says who answers for the text; sums are facts."""
    if len(text) > _MOST_CHARS:
        return False
    folded = fold(text)
    if not _OPENINGS.match(folded) or _AMOUNT.search(folded):
        return False
    _, *others = (fold(one) for one in _SENTENCE_END.split(text))
    return all(len(one) < _SHORT_CHARS or _OPENINGS.match(one) or _SEQUELS.search(one) for one in others)


def _tells_more(folded: str) -> bool:
    """Whether a sentence gives a day that is no contract's, or has another clause than of who paid."""
    if not _OPENINGS.match(folded):
        return False
    return _MORE.search(folded) is not None or any(
        not _CONTRACT.search(folded, max(0, day.start() - _CONTRACT_CHARS), day.end() + _CONTRACT_CHARS)
        for day in _DAY.finditer(folded)
    )
