"""The page of a guest link: one file without anything from elsewhere, and what its card tells."""

from html import escape

from emberline.clips.service.links import Preview
from emberline.kit.html_pages import STYLE, card, digest, head, policy, shortened

_STYLE = (
    STYLE
    + """
.wide { max-width: 52rem; }
header, .words { padding: 1rem 1.25rem; }
header {
  display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between;
  align-items: baseline;
}
time { color: var(--soft); font-size: .9375rem; }
figure { margin: 0; }
img, video {
  display: block; width: 100%; height: auto; max-height: min(74svh, 52rem);
  object-fit: contain;
}
img, video { background: oklch(16% .012 60); }
.said {
  margin: 0; padding: clamp(1.75rem, 7vw, 3.5rem) 1.25rem; white-space: pre-wrap;
  font: clamp(1.3rem, 4.6vw, 1.9rem)/1.4 var(--serif);
  border-top: 1px solid var(--line);
}
.long { font-size: 1.125rem; line-height: 1.65; }
.over { padding: 1rem 1.25rem 0; border: 0; font-size: 1.125rem; }
figcaption { padding: .9rem 1.25rem; white-space: pre-wrap; }
ul { list-style: none; margin: 0; padding: 0 1.25rem 1rem; display: grid; gap: .5rem; }
li {
  padding: .6rem .9rem; border: 1px solid var(--line);
  border-inline-start: 5px solid var(--ember); border-radius: 3px 14px 14px 3px;
}
li span { display: block; color: var(--soft); }
label { display: block; margin: 1.4rem 0 .35rem; font-size: .9375rem; font-weight: 600; }
input, button { font: inherit; color: inherit; border-radius: 6px; padding: .5rem .9rem; }
input { width: 100%; min-height: 2.75rem; border: 1px solid var(--edge); background: var(--paper); }
button {
  margin-top: 1rem; border: 0; background: var(--ember); color: var(--card); cursor: pointer;
  font-weight: 600; min-height: 2.75rem;
}
button:disabled { opacity: .6; cursor: default; }
form .wrong { color: var(--ember); }
"""
)

_SCRIPT = """
"use strict";
const find = (selector) => document.querySelector(selector);
const make = (tag, values = {}, ...inside) => {
  const node = Object.assign(document.createElement(tag), values);
  node.append(...inside);
  return node;
};
const stage = find("main");
const form = find("form");
const show = (...nodes) => { form.hidden = true; stage.replaceChildren(form, ...nodes); };
const say = (title, ...lines) => {
  const texts = lines.map((line) => make("p", { textContent: line }));
  const note = make("div", { className: "note" }, make("h1", { textContent: title }), ...texts);
  note.setAttribute("role", "status");
  show(note);
  return note;
};
const sayGone = () => {
  document.title = "This clip is gone";
  say("This clip is gone", "The link is over, or the clip is. Clips fade.",
    "Ask who sent it for another one.");
};
const sayTrouble = (detail) => {
  const again = make("button", { type: "button", textContent: "Try again" });
  again.onclick = () => load();
  say("That did not work", detail).append(again);
};
const askPasscode = (problem) => {
  stage.replaceChildren(form);
  form.hidden = false;
  find(".wrong").textContent = problem;
  const input = find("#passcode");
  input.setAttribute("aria-invalid", String(Boolean(problem)));
  input.select();
  input.focus();
};
const fades = (until) => {
  const minutes = (new Date(until) - Date.now()) / 60000;
  const inWords = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  const words = minutes < 60 ? inWords.format(Math.max(1, Math.round(minutes)), "minute")
    : minutes < 2880 ? inWords.format(Math.round(minutes / 60), "hour")
    : inWords.format(Math.round(minutes / 1440), "day");
  return make("time", { dateTime: until, textContent: `fades ${words}` });
};
const picture = (clip) => {
  const values = clip.kind === "video"
    ? { controls: true, playsInline: true, loop: true, poster: clip.thumbnail_url || "" }
    : { alt: clip.alt_text || "" };
  const node = make(clip.kind === "video" ? "video" : "img", values);
  if (clip.width) { node.width = clip.width; node.height = clip.height; }
  if (clip.kind === "video" && clip.alt_text) node.setAttribute("aria-label", clip.alt_text);
  node.onerror = sayGone;
  node.src = clip.media_url;
  return node;
};
const sticker = (entry) => {
  if (entry.type === "link" && /^https:/.test(entry.url || "")) {
    return make("li", {}, make("a", { href: entry.url, rel: "noopener noreferrer nofollow",
      target: "_blank", textContent: entry.title || entry.url }));
  }
  if (entry.type === "poll") {
    const options = (entry.options || []).map((option) => make("span", { textContent: option }));
    return make("li", {}, entry.question || "", ...options);
  }
  return entry.type === "question" ? make("li", { textContent: entry.prompt || "" }) : null;
};
const showClip = (clip) => {
  const head = make("header", {}, make("h1", { textContent: clip.username }));
  if (clip.expires_at) head.append(fades(clip.expires_at));
  const figure = make("figure");
  if (clip.media_url) figure.append(picture(clip));
  if (clip.text) {
    const size = clip.media_url ? " over" : clip.text.length > 280 ? " long" : "";
    figure.append(make("p", { className: `said${size}`, dir: "auto", textContent: clip.text }));
  }
  if (clip.caption) {
    figure.append(make("figcaption", { dir: "auto", textContent: clip.caption }));
  }
  const extras = (clip.stickers || []).map(sticker).filter(Boolean);
  stage.classList.toggle("wide", Boolean(clip.media_url && clip.width > clip.height));
  document.title = `${clip.username} on Emberline`;
  show(head, figure, ...(extras.length ? [make("ul", {}, ...extras)] : []));
};
const asHeader = (text) => String.fromCharCode(...new TextEncoder().encode(text));
async function load(passcode) {
  const headers = passcode ? { "X-Passcode": asHeader(passcode) } : {};
  let answer, body;
  try {
    answer = await fetch(`${location.pathname}?format=json`, { headers, cache: "no-store" });
    body = await answer.json();
  } catch {
    return sayTrouble("The server could not be reached. Check your connection.");
  }
  if (answer.ok) return showClip(body);
  if (answer.status === 401) return askPasscode(passcode ? "That is not the passcode." : "");
  if (answer.status === 410 || answer.status === 404) return sayGone();
  if (passcode && answer.status === 429) return askPasscode(body.detail);
  return sayTrouble(body.detail);
}
form.onsubmit = async (event) => {
  event.preventDefault();
  const button = find("button");
  button.disabled = true;
  await load(find("#passcode").value.trim());
  button.disabled = false;
};
load();
"""

_HEAD = head(_STYLE)
_FOOT = "<footer>Shared with you on Emberline, by a link for guests.</footer>\n"
_BODY = f"""<main>
<div class="note" role="status"><h1>Opening the clip</h1>
<noscript><p>This page needs JavaScript to show the clip.</p></noscript></div>
<form hidden>
<h1>This clip has a passcode</h1>
<p>Who sent you the link can tell you.</p>
<label for="passcode">Passcode</label>
<input id="passcode" type="password" required maxlength="64" autocomplete="off"
  aria-describedby="wrong">
<p id="wrong" class="wrong" role="alert"></p>
<button>Open</button>
</form>
</main>
{_FOOT}<script>{_SCRIPT}</script>
</html>
"""


PAGE_POLICY = policy(
    _STYLE,
    f"script-src {digest(_SCRIPT)}",
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
)
"""The Content-Security-Policy of both pages: nothing but themselves runs."""


def clip_page(preview: Preview | None, origin: str, picture: str | None) -> str:
    """The page that fetches the clip. Without a preview it is the same for every link.

    origin: this server's address, `https://…`; picture: the thumbnail's path and query.
    """
    if preview is None:
        return f"{_HEAD}<title>A clip on Emberline</title>\n{_BODY}"
    title = escape(f"{preview.username} on Emberline")
    values = {
        "og:site_name": "Emberline",
        "og:type": "article",
        "og:title": f"{preview.username} on Emberline",
        "og:description": shortened(preview.words or "A clip that fades."),
    }
    if picture is not None:
        values["og:image"] = origin + picture
    return f"{_HEAD}<title>{title}</title>\n{card(values)}{_BODY}"


def refusal_page(title: str, detail: str) -> str:
    """The page that says why there is no clip, and what to do."""
    note = f'<div class="note"><h1>{escape(title)}</h1><p>{escape(detail)}</p></div>'
    return f"{_HEAD}<title>{escape(title)}</title>\n<main>{note}</main>\n{_FOOT}</html>\n"
