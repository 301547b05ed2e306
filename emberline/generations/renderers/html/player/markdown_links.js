// Where Markdown's links lead: destinations, titles, labels and definitions.

const LABEL = /^\[((?:[^\\[\]]|\\[^]){0,999})\]/;
const POINTED_DESTINATION = /^<((?:[^<>\n\\]|\\.)*)>/;
const LINK_TITLE = /^(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|\(((?:[^()\\]|\\[^])*)\))/;
const ADDRESS_KEPT = /%[0-9a-f]{2}|[\w;/?:@&=+$,\-.!~*'()#]/iy;
const NEVER_FOLLOWED = /^(?:vbscript|javascript|file|data):/i;
const PICTURE_DATA = /^data:image\/(?:gif|png|jpeg|webp);/i;
const FOLLOWED = /^(?:https?|mailto):/i;

/** A label as it is compared with others. */
function normalLabel(label) {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

/** The definition that `text` begins with: `{label, href, title, length}`, or null. */
function readReference(text) {
  const label = text.match(LABEL);
  if (label === null || !label[1].trim() || text[label[0].length] !== ":") {
    return null;
  }
  let at = label[0].length + 1;
  at += text.slice(at).match(/^[ \t]*\n?[ \t]*/)[0].length;
  const destination = readDestination(text.slice(at));
  if (destination === null || destination.length === 0) {
    return null;
  }
  at += destination.length;
  const plainEnd = text.slice(at).match(/^[ \t]*(?:\n|$)/);
  const titled = readTitle(text.slice(at));
  const titledEnd = titled && text.slice(at + titled.length).match(/^[ \t]*(?:\n|$)/);
  if (titledEnd) {
    const length = at + titled.length + titledEnd[0].length;
    return { label: label[1], href: destination.href, title: titled.title, length };
  }
  if (plainEnd === null) {
    return null;
  }
  return { label: label[1], href: destination.href, title: "", length: at + plainEnd[0].length };
}

/** What follows a link's text in round brackets: `{href, title, length}`, or null. */
function readTarget(text) {
  let at = text.match(/^\([ \t\n]*/)?.[0].length;
  if (at === undefined) {
    return null;
  }
  const destination = readDestination(text.slice(at));
  if (destination === null) {
    return null;
  }
  at += destination.length;
  const titled = readTitle(text.slice(at));
  at += titled?.length ?? 0;
  const end = text.slice(at).match(/^[ \t\n]*\)/);
  if (end === null) {
    return null;
  }
  return { href: destination.href, title: titled?.title ?? "", length: at + end[0].length };
}

/** The address that `text` begins with, in pointed brackets or bare; null where it may not be. */
function readDestination(text) {
  const pointed = text.match(POINTED_DESTINATION);
  if (text.startsWith("<") && pointed === null) {
    return null;
  }
  const raw = pointed ? pointed[1] : bareDestination(text);
  const href = normalAddress(unescaped(raw));
  return mayBeLinked(href) ? { href, length: pointed ? pointed[0].length : raw.length } : null;
}

function bareDestination(text) {
  let depth = 0;
  let at = 0;
  for (; at < text.length && !/[\0- \x7f]/.test(text[at]); at += 1) {
    if (text[at] === "\\" && at + 1 < text.length && text[at + 1] !== " ") {
      at += 1;
    } else if (text[at] === "(") {
      depth += 1;
    } else if (text[at] === ")") {
      if (depth === 0) {
        break;
      }
      depth -= 1;
    }
  }
  return depth ? "" : text.slice(0, at);
}

/** The title that stands after spaces: `{title, length}`, or null. */
function readTitle(text) {
  const spaces = text.match(/^[ \t\n]+/);
  const title = spaces && text.slice(spaces[0].length).match(LINK_TITLE);
  if (!title) {
    return null;
  }
  const words = unescaped(title[1] ?? title[2] ?? title[3]);
  return { title: words, length: spaces[0].length + title[0].length };
}

/** An address with everything that may not stand in one written as `%…`. */
function normalAddress(address) {
  return address.replace(/%[0-9a-f]{2}|[^]/giu, (part) => {
    ADDRESS_KEPT.lastIndex = 0;
    return ADDRESS_KEPT.test(part) ? part : encodeURIComponent(part);
  });
}

/** Whether Markdown makes a link of this address at all. */
function mayBeLinked(href) {
  return !NEVER_FOLLOWED.test(href.trim()) || PICTURE_DATA.test(href.trim());
}

/** Whether a reader may follow it: nothing on this machine, and nothing that does things. */
function mayBeFollowed(href) {
  return FOLLOWED.test(href);
}

/** A text whose backslashes and entities are read. */
function unescaped(text) {
  return text.replace(/\\[!-/:-@[-`{-~]|&[#\w]+;/g, (part) =>
    part.startsWith("\\") ? part[1] : (entityText(part) ?? part),
  );
}

/** What an entity (`&amp;`, `&#65;`, `&#x41;`) stands for; null if it is none. */
function entityText(entity) {
  const number = entity.match(/^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));$/i);
  if (number) {
    return characterOf(number[1] ? parseInt(number[1], 16) : Number(number[2]));
  }
  if (!/^&[a-z][a-z0-9]{1,31};$/i.test(entity)) {
    return null;
  }
  // A parser of its own, in which nothing is loaded and nothing runs.
  const parsed = new DOMParser().parseFromString(`<title>${entity}</title>`, "text/html");
  const text = parsed.querySelector("title").textContent;
  return text.endsWith(";") && entity !== "&semi;" ? null : text;
}

function characterOf(code) {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const isNothing = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
  const isControl = code <= 8 || code === 0xb || (code >= 0xe && code <= 0x1f);
  const isOther = (code >= 0x7f && code <= 0x9f) || code > 0x10ffff;
  const isWrong = isSurrogate || isNothing || isControl || isOther;
  return isWrong ? "\ufffd" : String.fromCodePoint(code);
}
