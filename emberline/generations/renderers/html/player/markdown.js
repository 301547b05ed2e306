// Markdown as elements that are made here: no text of a story is ever read as HTML.

/** `markdown` as a fragment of elements. */
function markdownOf(markdown) {
  const { root, references } = readBlocks(markdown);
  const fragment = document.createDocumentFragment();
  putBlocks(fragment, root.children, references, false);
  return fragment;
}

function putBlocks(parent, blocks, references, isTight) {
  for (const block of blocks) {
    putBlock(parent, block, references, isTight);
  }
}

function putBlock(parent, block, references, isTight) {
  switch (block.kind) {
    case "paragraph":
      if (block.text) {
        const target = isTight ? parent : append(parent, "p");
        putInlines(target, block.text, references);
      }
      break;
    case "heading":
      putInlines(append(parent, `h${block.level}`), block.text, references);
      break;
    case "rule":
      append(parent, "hr");
      break;
    case "quote":
      putBlocks(append(parent, "blockquote"), block.children, references, false);
      break;
    case "list":
      putList(parent, block, references);
      break;
    case "table":
      putTable(parent, block, references);
      break;
    default:
      append(append(parent, "pre"), "code").textContent = block.lines.map((line) => `${line}\n`).join("");
  }
}

function putList(parent, list, references) {
  const element = append(parent, list.start === null ? "ul" : "ol");
  if (list.start !== null && list.start !== 1) {
    element.setAttribute("start", list.start);
  }
  for (const item of list.children) {
    putBlocks(append(element, "li"), item.children, references, !list.isLoose);
  }
}

function putTable(parent, table, references) {
  const element = append(parent, "table");
  const width = table.header.length;
  putRow(append(element, "thead"), "th", table.header, width, references);
  if (table.rows.length) {
    const body = append(element, "tbody");
    table.rows.forEach((row) => putRow(body, "td", row, width, references));
  }
}

function putRow(parent, tag, cells, width, references) {
  const row = append(parent, "tr");
  for (let column = 0; column < width; column += 1) {
    putInlines(append(row, tag), cells[column] ?? "", references);
  }
}

function putInlines(parent, text, references) {
  let current = parent;
  for (const part of readInlines(text, references)) {
    for (const tag of part.closes ?? []) {
      current = current.closest(tag).parentNode;
    }
    if (part.isBreak) {
      append(current, "br");
    } else if (part.code !== undefined) {
      append(current, "code").textContent = part.code;
    } else if (part.text) {
      current.append(part.text);
    }
    for (const opened of part.opens ?? []) {
      current = opened.tag === "a" ? appendLink(current, opened) : append(current, opened.tag);
    }
  }
}

function appendLink(parent, { href, title }) {
  const link = append(parent, "a");
  if (mayBeFollowed(href)) {
    link.setAttribute("href", href);
    link.setAttribute("target", "_blank");
  }
  if (title) {
    link.setAttribute("title", title);
  }
  link.setAttribute("rel", "noopener noreferrer nofollow");
  return link;
}

function append(parent, tag) {
  return parent.appendChild(document.createElement(tag));
}
