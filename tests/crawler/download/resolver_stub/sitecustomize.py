"""Names and their addresses for a crawl in a process of its own, which finds this file on its PYTHONPATH.

KRONIKA_TEST_NAMES holds `{"name": [["address", ...], ...]}`: one list for each look-up, the last one for all further.
"""

import json
import os
import socket
from collections import Counter

_names = json.loads(os.environ.get("KRONIKA_TEST_NAMES", "{}"))
_asked: Counter[str] = Counter()
_getaddrinfo = socket.getaddrinfo


def _find(host):
    name = host.decode() if isinstance(host, bytes) else host
    answers = _names.get((name or "").lower())
    if answers is None:
        return None
    answer = answers[min(_asked[name], len(answers) - 1)]
    _asked[name] += 1
    return answer


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    found = _find(host)
    if found is None:
        return _getaddrinfo(host, port, family, type, proto, flags)
    return [one for address in found for one in _getaddrinfo(address, port, 0, type, proto, flags)]


def gethostbyname(host):
    return getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0]


socket.getaddrinfo = getaddrinfo
socket.gethostbyname = gethostbyname
