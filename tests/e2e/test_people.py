"""People in a browser: who comes in, whom they follow, what is theirs, and how they leave."""

import json
import re

import httpx
from playwright.sync_api import expect

from tests.e2e.browsing import (
    DESKTOP,
    PHONE,
    Visit,
    expect_accessible,
    held_back,
    on,
    tab_to,
    until,
)
from tests.e2e.served import Account, Site

PASSWORD = "marigold tea at noon"


def _locked(site: Site) -> Account:
    account = site.sign_up("locked")
    answer = account.api.put("/api/auth/profile", json={"is_locked": True})
    assert answer.status_code == 200, answer.text
    return account


def test_by_keyboard_one_signs_up_and_asks_to_follow_and_is_let_in_live(site: Site, visit: Visit):
    wren = _locked(site)
    hers = visit(wren, "/people/requests", look=PHONE)
    expect(on(hers).get_by_text("Nobody is waiting")).to_be_visible()
    expect(hers.get_by_role("link", name="Notifications", exact=True)).to_be_visible()

    page = visit(None, "/sign-up?next=/people", refusals=(400, 409))
    name = f"new_{wren.username}"
    for label, words in (("Username", wren.username), ("Email", f"{name}@example.com")):
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(words)
    password = page.get_by_label("Password", exact=True)
    tab_to(page, password)
    page.keyboard.type("marigold")
    expect(password).to_have_accessible_description(re.compile("Easy to guess"))
    page.keyboard.type(PASSWORD.removeprefix("marigold"))
    expect(password).to_have_accessible_description("Strong.")
    page.keyboard.press("Enter")
    # What is wrong stands beside its field, and the focus goes there.
    username = page.get_by_label("Username")
    expect(username).to_be_focused()
    expect(username).to_have_accessible_description(re.compile("taken"))
    expect_accessible(page)
    page.keyboard.press("Control+A")
    page.keyboard.type(name[:30])
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type(wren.username)
    tab_to(page, page.get_by_role("main").get_by_role("link", name=wren.username))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Ask to follow"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Requested")).to_be_visible()

    expect(hers.get_by_role("link", name="Notifications, 1 unread")).to_be_visible()
    tab_to(hers, hers.get_by_role("button", name=re.compile(f"^Accept {name[:30]}$")))
    hers.keyboard.press("Enter")
    expect(on(hers).get_by_text("follows you now").last).to_be_visible()
    expect(on(hers).get_by_text("Nobody is waiting")).to_be_visible()
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.get_by_role("link", name="Notifications, 1 unread").click()
    expect(on(page).get_by_role("link", name="accepted your request")).to_be_visible()


def test_what_one_puts_between_oneself_and_somebody_can_be_taken_back(site: Site, visit: Visit):
    bert, me = site.sign_up("bert"), site.sign_up("careful")
    page = visit(me, f"/people/{bert.user_id}")
    more = page.get_by_role("button", name=f"More about {bert.username}")
    more.click()
    page.get_by_role("menuitem", name="Mute").click()
    expect(on(page).get_by_text(f"You muted {bert.username}").last).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(on(page).get_by_text("is not muted any more").last).to_be_visible()

    more.click()
    page.get_by_role("menuitem", name="Block").click()
    asks = page.get_by_role("dialog", name=f"Block {bert.username}?")
    expect_accessible(page)
    asks.get_by_role("button", name="Block").click()
    expect(page.get_by_role("heading", name=f"You blocked {bert.username}")).to_be_attached()
    page.goto("/settings/boundaries")
    page.get_by_role("button", name=f"Unblock: {bert.username}").click()
    expect(on(page).get_by_text("You block nobody")).to_be_visible()

    page.goto("/people/close-friends")
    page.get_by_label("Find people").fill(bert.username)
    page.get_by_role("button", name=f"Add {bert.username}").click()
    expect(page.get_by_role("heading", name="1 close friend")).to_be_visible()
    assert me.get("/api/close-friends")["user_ids"] == [bert.user_id]

    page.goto("/people")
    page.get_by_role("searchbox").fill(bert.username)
    expect(page).to_have_url(f"{site.url}/people?q={bert.username}")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_url(f"{site.url}/people")


def test_settings_stay_and_a_session_that_is_ended_elsewhere_says_so(site: Site, visit: Visit):
    me = site.sign_up("settled")
    page = visit(me, "/settings/appearance")
    page.get_by_role("radio", name="Sepia").check()
    page.reload()
    expect(page.get_by_role("radio", name="Sepia")).to_be_checked()
    expect(page.locator("html")).to_have_attribute("data-theme", "sepia")
    # Each theme is shown as it is, whatever the page wears; the device's is the light one.
    grounds = page.locator(".sample").evaluate_all(_GROUNDS)
    assert len(grounds) == 5 and len(set(grounds)) == 4 and grounds[0] == grounds[1]

    other = visit(me, "/settings/profile", refusals=(401,), look=PHONE)
    other.get_by_label("Display name").fill("Settled Down")
    other.get_by_role("button", name="Save").click()
    expect(on(other).get_by_text("Saved.").last).to_be_visible()

    page.goto("/settings/sessions")
    expect(on(page).get_by_text("This one")).to_have_count(1)
    page.get_by_role("button", name="End all others").click()
    expect(on(page).get_by_text("All other sessions are over.").last).to_be_visible()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(on(other).get_by_text("Your session was ended elsewhere")).to_be_visible()
    expect_accessible(other)
    other.get_by_label("Username or email").fill(me.username)
    other.get_by_label("Password", exact=True).fill("not this one")
    other.keyboard.press("Enter")
    expect(other.get_by_role("alert")).to_contain_text("password")
    other.get_by_label("Password", exact=True).fill(me.password)
    other.keyboard.press("Enter")
    expect(other.get_by_label("Display name")).to_have_value("Settled Down")


def test_what_cannot_be_kept_is_said_at_its_field_and_what_is_typed_meanwhile_stays(
    site: Site, visit: Visit
):
    me = site.sign_up("thrifty")
    page = visit(me, "/settings/preferences")
    days = page.get_by_label("Days your faded clips are kept")
    days.fill("")
    days.press("Tab")
    expect(days).to_have_accessible_description(re.compile("^A whole number"))
    days.fill("0")
    days.press("Tab")
    asks = page.get_by_role("dialog", name="Keep faded clips for 0 days?")
    asks.get_by_role("button", name="Cancel").click()
    expect(days).to_have_value("30")

    held = held_back(page, "**/api/auth/preferences")
    page.get_by_role("switch").first.click()
    until(page, lambda: bool(held), "that it was switched")
    kind = page.get_by_label("Favourite kind of story")
    kind.fill("mystery")
    held.pop().continue_()
    page.unroute("**/api/auth/preferences")
    expect(on(page).get_by_text("Saved.").last).to_be_visible()
    expect(kind).to_have_value("mystery")
    assert me.get("/api/auth/preferences")["archive_days"] == 30


def test_a_token_is_shown_once_the_data_comes_along_and_the_account_goes(site: Site, visit: Visit):
    me = site.sign_up("leaver")
    page = visit(me, "/settings/tokens", refusals=(403,))
    page.get_by_label("What it is for").fill("Backup")
    page.keyboard.press("Enter")
    shown = page.get_by_label("Token", exact=True)
    expect(shown).to_be_focused()
    token = shown.input_value()
    answer = httpx.get(
        f"{site.url}/api/auth/profile", headers={"Authorization": f"Bearer {token}"}, timeout=30
    )
    assert answer.json()["data"]["username"] == me.username
    page.reload()
    expect(on(page).get_by_text("Backup", exact=True)).to_be_visible()
    expect(shown).to_have_count(0)
    page.get_by_role("button", name="Delete Backup").click()
    expect(on(page).get_by_text("No tokens")).to_be_visible()
    # The button is gone, the focus is where one can go on from.
    expect(page.locator(":is(h1, h2, h3):focus")).to_have_count(1)

    page.goto("/settings/privacy")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download my data").click()
    exported = json.loads(downloading.value.path().read_text())
    assert exported["data"]["account"]["username"] == me.username

    page.get_by_role("button", name="Delete my account").click()
    asks = page.get_by_role("dialog", name="Delete your account?")
    gone = asks.get_by_role("button", name="Delete everything")
    asks.get_by_label("Your password").fill("not this one")
    expect(gone).to_be_disabled()
    asks.get_by_label("Type your username").fill(me.username)
    gone.click()
    expect(asks.get_by_role("alert")).to_be_visible()
    expect_accessible(page)
    asks.get_by_label("Your password").fill(me.password)
    gone.click()
    expect(on(page).get_by_text("Your account is gone").last).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Join")).to_be_visible()
    form = {"username": me.username, "password": me.password}
    assert httpx.post(f"{site.url}/login", json=form, timeout=30).status_code == 401


def test_without_a_network_the_app_opens_and_says_so_and_what_is_pushed_leads_to_its_page(
    site: Site, visit: Visit
):
    options = {"service_workers": "allow", "permissions": ["notifications"]}
    page = visit(site.sign_up("offline"), "/leaderboard", look=DESKTOP, outages=True, **options)
    expect(page.get_by_role("heading", name="Leaderboard", level=1)).to_be_visible()
    page.evaluate(_STANDS)
    page.context.set_offline(True)
    page.goto("/people")
    expect(page.get_by_role("heading", name="The server does not answer")).to_be_attached()
    assert page.evaluate(_KEPT_ANSWERS) == []
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()

    worker = page.context.service_workers[0]
    assert worker.evaluate(_PUSH) == ["Ada <b> asks to follow you", "/people/requests"]
    worker.evaluate(_CLICK)
    expect(page.get_by_role("heading", name="Follow requests", level=1)).to_be_visible()


_GROUNDS = "(all) => all.map((one) => getComputedStyle(one).backgroundColor)"
_STANDS = "() => navigator.serviceWorker.ready.then(() => true)"
_KEPT_ANSWERS = """
async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const keys = (await Promise.all(caches_.map((each) => each.keys()))).flat();
  const paths = keys.map(({ url }) => new URL(url).pathname);
  return paths.filter((path) => /^[/](api|files|stories|media)[/]/.test(path));
}
"""
_PUSH = """
async () => {
  const told = { id: '1', type: 'follow.requested', actor: 'Ada <b>' };
  self.dispatchEvent(new PushEvent('push', { data: JSON.stringify(told) }));
  for (;;) {
    const [shown] = await registration.getNotifications();
    if (shown) return [shown.title, shown.data.place];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
"""
_CLICK = """
async () => {
  const [notification] = await registration.getNotifications();
  self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
}
"""
