"""What Prometheus reads: requests by route and status, and what slices add."""

from prometheus_client import Counter, Histogram

REQUESTS = Counter("emberline_requests_total", "Answered requests.", ["method", "route", "status"])
SECONDS = Histogram(
    "emberline_request_seconds",
    "Seconds from a request's start to its answer's end.",
    ["method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

REFUSED_UPLOADS = Counter(
    "emberline_upload_errors_total", "Refused uploads, by the problem's code.", ["reason"]
)

# A method is a client's free text: only the known ones become labels.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
# Looking a labelled child up costs more than counting on it.
_children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}


def count_answer(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer; `route` is the template, such as `/stories/{user_id}`."""
    key = (method, route, status)
    children = _children.get(key)
    if children is None:
        known = method if method in _METHODS else "OTHER"
        children = (REQUESTS.labels(known, route, str(status)), SECONDS.labels(known, route))
        if known == method:
            _children[key] = children
    counter, histogram = children
    counter.inc()
    histogram.observe(seconds)
