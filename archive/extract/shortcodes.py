"""What plug-ins were to replace by a gallery or a form, and left in a text: `[SLGF id=2382]`, `{gallery}`."""

from __future__ import annotations

import re

_WRAPPED = re.compile(r"\{(\w{2,30})(?:[ =:|][^{}]{0,120})?\}(?:\{\w{2,30}\}|[^\s{}]{0,200})\{/\1\}")
_BRACED = re.compile(r"\{/?[a-zA-Z][\w-]{1,30}(?:[ =:|][^{}]{0,200})?/?\}")
_NAMED = re.compile(
    r"\[/?(?:slgf|gallery|caption|embed|video|audio|playlist|vc_\w{1,40}|et_pb_\w{1,40}|fusion_\w{1,40}|av_\w{1,40}"
    r"|rev_slider|layerslider|ngg\w{0,20}|contact-form[\w-]{0,9}|wpforms|mailpoet\w{0,20}|foogallery|envira-gallery"
    r"|tabs?|accordion|button|column|row|section|ultimatemember|shortcode)(?: [^\[\]]{0,600})?/?\]",
    re.IGNORECASE,
)
_VALUED = re.compile(r"\[[a-zA-Z][\w-]{1,40}(?: [\w-]{1,40} ?= ?(?:\"[^\"\[\]]{0,200}\"|[^\s\[\]]{1,200})){1,30} ?/?\]")


def drop_shortcodes(line: str) -> str:
    """A line without shortcodes; empty when it held nothing else."""
    if "[" not in line and "{" not in line:
        return line
    short = _BRACED.sub(" ", _WRAPPED.sub(" ", line)) if "{" in line else line
    short = _VALUED.sub(" ", _NAMED.sub(" ", short)) if "[" in short else short
    return " ".join(short.split()) if short != line else line
