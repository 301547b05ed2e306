// Elements of the page, made one by one; texts go in as texts.

/** An element with attributes, listeners (`onclick: …`) and children; null and false are left out. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => isSomething(child)));
  return element;
}

function isSomething(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/** A button with a text, or with what stands on it. */
function makeButton(parts, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, parts);
}

/** A text that is heard and not seen. */
function makeHidden(text) {
  return make("span", { class: "hidden" }, text);
}

/** A picture of the story, or null where the file has none of that name. */
function makePicture(source, altText, attributes = {}) {
  const address = publication.media[source];
  return address?.startsWith("data:image/")
    ? make("img", { src: address, alt: altText, ...attributes })
    : null;
}

/** What the page says, in its own language: `say("turn", {n: 3})`. */
function say(key, values = {}) {
  return publication.words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Let readers who listen hear something, once. */
function announce(text) {
  const region = document.getElementById("announcer");
  region.textContent = "";
  region.append(make("p", {}, text));
}
