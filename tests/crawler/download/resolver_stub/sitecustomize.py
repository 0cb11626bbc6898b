"""Names and their addresses for a crawl in a process of its own, which finds this file on its PYTHONPATH.

KRONIKA_TEST_NAMES holds `{"name": [["address", ...], ...]}`: one list for each look-up, the last one for all further.
"""

import json
import os
import socket
from collections import Counter
from typing import Any

_names: dict[str, list[list[str]]] = json.loads(os.environ.get("KRONIKA_TEST_NAMES", "{}"))
_asked: Counter[str] = Counter()
_getaddrinfo = socket.getaddrinfo


def _find(host: Any) -> list[str] | None:
    name = host.decode() if isinstance(host, bytes) else host
    answers = _names.get((name or "").lower())
    if answers is None:
        return None
    answer = answers[min(_asked[name], len(answers) - 1)]
    _asked[name] += 1
    return answer


def getaddrinfo(host: Any, port: Any, *wishes: Any, **named: Any) -> list[Any]:
    found = _find(host)
    if found is None:
        return list(_getaddrinfo(host, port, *wishes, **named))
    return [one for address in found for one in _getaddrinfo(address, port, type=socket.SOCK_STREAM)]


def gethostbyname(host: Any) -> str:
    return str(getaddrinfo(host, None)[0][4][0])


socket.getaddrinfo = getaddrinfo
socket.gethostbyname = gethostbyname
