"""How much JavaScript the first page takes: counted, for it decides how soon a phone shows it."""

from tests.e2e.browsing import PHONE, Visit
from tests.e2e.screens import until_it_stands
from tests.e2e.weight import noted_scripts, packed_sizes

# Svelte and SvelteKit alone are 37; the home page with its tray and feed is the rest.
FIRST_MOST = 62 * 1024


def test_the_home_page_takes_no_more_script_than_it_did(visit: Visit):
    page = visit("tove", None, look=PHONE)
    asked = noted_scripts(page)
    page.goto("/")
    until_it_stands(page)
    sizes = packed_sizes(asked)
    assert len(sizes) > 3, "nothing was loaded"
    heaviest = sorted(sizes.items(), key=lambda each: -each[1])[:12]
    assert sum(sizes.values()) <= FIRST_MOST, (sum(sizes.values()), heaviest)
