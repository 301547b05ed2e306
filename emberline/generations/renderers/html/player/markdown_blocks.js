// Markdown's blocks, line by line (CommonMark 0.31, and tables): a tree whose leaves hold text.

const CONTAINERS_MOST = 50;
const RULE_LINE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const HEADING_LINE = /^(#{1,6})(?:[ \t]+(.*))?$/;
const FENCE_LINE = /^(`{3,}(?=[^`]*$)|~{3,})/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const LIST_MARKER = /^(?:[*+-]|(\d{1,9})([.)]))(?=[ \t]|$)/;
const ALIGNMENTS = /^[|:-][|:\- \t]+$/;
const STRUCTURE_BEFORE_TEXT = /^[ \t>*+\-.)\d]*/;

/** The blocks of `markdown`: `{kind, children, text…}`, and where its reference links lead. */
function readBlocks(markdown) {
  const reader = new BlockReader();
  const text = markdown.replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");
  text.split("\n").forEach((line) => reader.readLine(withoutTabs(line)));
  reader.close(reader.root);
  return reader;
}

/** Tabs before a line's text as the spaces that they stand for. */
function withoutTabs(line) {
  const before = line.match(STRUCTURE_BEFORE_TEXT)[0];
  if (!before.includes("\t")) {
    return line;
  }
  let spaced = "";
  for (const character of before) {
    spaced += character === "\t" ? " ".repeat(4 - (spaced.length % 4)) : character;
  }
  return spaced + line.slice(before.length);
}

class BlockReader {
  constructor() {
    this.root = { kind: "document", children: [], parent: null, isOpen: true };
    this.references = new Map();
    this.number = 0;
  }

  readLine(line) {
    this.number += 1;
    this.rest = line;
    let container = this.continued();
    const unmatched = lastOpen(container);
    const isLazy = unmatched !== null && deepestOpen(container).kind === "paragraph";
    while (!isVerbatim(container)) {
      const begun = this.begin(container, unmatched);
      if (begun === null) {
        break;
      }
      container = begun;
      if (!isContainer(container)) {
        this.touch(container);
        return;
      }
    }
    const isNew = lastOpen(container) !== unmatched || !container.isOpen;
    if (isLazy && !isNew && !isBlank(this.rest) && container.kind !== "paragraph") {
      container = deepestOpen(container);
    } else if (unmatched !== null && !isNew) {
      this.close(unmatched);
    }
    this.put(container);
  }

  /** The deepest open block that this line goes on; what is left of the line becomes `rest`. */
  continued() {
    let container = this.root;
    for (let next = lastOpen(container); next !== null; next = lastOpen(container)) {
      const rest = this.afterMarkers(next);
      if (rest === null) {
        break;
      }
      this.rest = rest;
      container = next;
    }
    return container;
  }

  /** What is left of the line inside of `block`; null if it does not go on there. */
  afterMarkers(block) {
    const { rest } = this;
    switch (block.kind) {
      case "list":
        return rest;
      case "quote": {
        const marked = rest.match(/^ {0,3}> ?/);
        return marked && rest.slice(marked[0].length);
      }
      case "item":
        if (isBlank(rest)) {
          return block.children.length ? "" : null;
        }
        return indentOf(rest) >= block.indent ? rest.slice(block.indent) : null;
      case "fence":
        return rest.replace(new RegExp(`^ {0,${block.indent}}`), "");
      case "code":
        return isBlank(rest) || indentOf(rest) >= 4 ? rest.slice(4) : null;
      case "paragraph":
        return isBlank(rest) ? null : rest;
      case "table":
        return isBlank(rest) || indentOf(rest) >= 4 ? null : rest;
      default:
        return null;
    }
  }

  /** The block that begins with the rest of the line, or null. */
  begin(container, unmatched) {
    const text = this.rest.trimStart();
    const indent = indentOf(this.rest);
    if (!text || indent >= 4) {
      return this.beginCode(container, unmatched, text);
    }
    const beginnings = [
      () => this.beginTable(container, text),
      () => this.beginQuote(container, text, unmatched),
      () => this.beginFence(container, text, indent, unmatched),
      () => this.beginHeading(container, text, unmatched),
      () => this.beginRule(container, text, unmatched),
      () => this.beginItem(container, text, indent, unmatched),
    ];
    for (const beginning of beginnings) {
      const begun = beginning();
      if (begun !== null) {
        return begun;
      }
    }
    return null;
  }

  beginCode(container, unmatched, text) {
    const isInParagraph =
      container.kind === "paragraph" || deepestOpen(container).kind === "paragraph";
    if (!text || isInParagraph || indentOf(this.rest) < 4) {
      return null;
    }
    return this.add(container, unmatched, { kind: "code", lines: [this.rest.slice(4)] });
  }

  beginTable(container, text) {
    if (container.kind !== "paragraph" || !ALIGNMENTS.test(text) || /^-[ \t]/.test(text)) {
      return null;
    }
    const header = container.lines.at(-1);
    const cells = cellsOf(header);
    const columns = text.trim().split("|").map((cell) => cell.trim());
    const inner = columns.filter((cell, at) => cell || (at > 0 && at < columns.length - 1));
    const isTable =
      header.includes("|") &&
      cells.length > 0 &&
      cells.length === inner.length &&
      inner.every((cell) => /^:?-+:?$/.test(cell));
    if (!isTable) {
      return null;
    }
    container.lines.pop();
    const { parent } = container;
    this.close(container);
    return this.add(parent, null, { kind: "table", header: cells, rows: [] });
  }

  beginQuote(container, text, unmatched) {
    if (!text.startsWith(">") || depthOf(container) >= CONTAINERS_MOST) {
      return null;
    }
    this.rest = text.replace(/^> ?/, "");
    return this.add(container, unmatched, { kind: "quote", children: [] });
  }

  beginFence(container, text, indent, unmatched) {
    const fence = text.match(FENCE_LINE);
    if (fence === null) {
      return null;
    }
    return this.add(container, unmatched, { kind: "fence", lines: [], indent, fence: fence[1] });
  }

  beginHeading(container, text, unmatched) {
    const heading = text.trimEnd().match(HEADING_LINE);
    if (heading !== null) {
      const words = (heading[2] ?? "").replace(/(^|[ \t])#+$/, "").trim();
      const level = heading[1].length;
      return this.add(container, unmatched, { kind: "heading", level, text: words });
    }
    if (container.kind !== "paragraph" || !UNDERLINE.test(text)) {
      return null;
    }
    const title = this.withoutReferences(container.lines.join("\n"));
    if (!title.trim()) {
      return null;
    }
    const level = text.startsWith("=") ? 1 : 2;
    Object.assign(container, { kind: "heading", level, text: title.trim(), lines: undefined });
    container.isOpen = false;
    return container;
  }

  beginRule(container, text, unmatched) {
    return RULE_LINE.test(text) ? this.add(container, unmatched, { kind: "rule" }) : null;
  }

  beginItem(container, text, indent, unmatched) {
    const marker = text.match(LIST_MARKER);
    if (marker === null || depthOf(container) >= CONTAINERS_MOST) {
      return null;
    }
    const after = text.slice(marker[0].length);
    const isEmpty = isBlank(after);
    const [, number, delimiter] = marker;
    const breaksIn = container.kind === "paragraph";
    if (breaksIn && (isEmpty || (number !== undefined && Number(number) !== 1))) {
      return null;
    }
    const gap = indentOf(after);
    const padding = isEmpty || gap > 4 ? 1 : gap;
    this.rest = after.slice(isEmpty ? after.length : padding);
    const sign = delimiter ?? marker[0];
    const list = this.listFor(container, unmatched, sign, number);
    const inside = indent + marker[0].length + padding;
    return this.add(list, lastOpen(list), { kind: "item", indent: inside, children: [] });
  }

  listFor(container, unmatched, sign, number) {
    if (container.kind === "list" && container.sign === sign) {
      return container;
    }
    const start = number === undefined ? null : Number(number);
    return this.add(container, unmatched, { kind: "list", sign, start, children: [] });
  }

  /** Put a block into the nearest container that may hold it; what was open there is closed. */
  add(container, unmatched, begun) {
    if (unmatched !== null && unmatched.isOpen && unmatched.parent === container) {
      this.close(unmatched);
    }
    let parent = container;
    while (!mayHold(parent, begun)) {
      this.close(parent);
      parent = parent.parent;
    }
    const open = lastOpen(parent);
    if (open !== null) {
      this.close(open);
    }
    const block = { ...begun, parent, isOpen: !isFinished(begun), first: this.number };
    parent.children.push(block);
    this.touch(block);
    return block;
  }

  /** Put the rest of the line into `container`. */
  put(container) {
    const { rest } = this;
    if (container.kind === "fence") {
      const closing = rest.match(/^ {0,3}(`{3,}|~{3,})[ \t]*$/);
      if (closing && closing[1].startsWith(container.fence)) {
        container.isOpen = false;
      } else {
        container.lines.push(rest);
      }
      this.touch(container);
    } else if (container.kind === "code") {
      container.lines.push(rest);
    } else if (container.kind === "table") {
      container.rows.push(cellsOf(rest));
      this.touch(container);
    } else if (container.kind === "paragraph") {
      container.lines.push(rest.trimStart());
      this.touch(container);
    } else if (!isBlank(rest)) {
      this.add(container, lastOpen(container), { kind: "paragraph", lines: [rest.trimStart()] });
      return;
    }
    if (!isBlank(rest)) {
      this.touch(container);
    }
  }

  /** Note that a block, and what it is in, goes on to this line. */
  touch(block) {
    for (let each = block; each !== null; each = each.parent) {
      each.last = this.number;
    }
  }

  close(block) {
    block.isOpen = false;
    const open = block.children ? lastOpen(block) : null;
    if (open !== null) {
      this.close(open);
    }
    if (block.kind === "paragraph") {
      block.text = this.withoutReferences(block.lines.join("\n")).trim();
    } else if (block.kind === "list") {
      block.isLoose = hasGap(block.children) || block.children.some((each) => hasGap(each.children));
    } else if (block.kind === "code") {
      block.lines = block.lines.join("\n").replace(/\n[ \t\n]*$/, "").split("\n");
    }
  }

  /** `text` after the definitions of reference links that it begins with, which are kept. */
  withoutReferences(text) {
    let rest = text;
    for (let found = readReference(rest); found !== null; found = readReference(rest)) {
      const label = normalLabel(found.label);
      if (!this.references.has(label)) {
        this.references.set(label, found);
      }
      rest = rest.slice(found.length);
    }
    return rest;
  }
}

function isBlank(line) {
  return !/[^ \t]/.test(line);
}

function indentOf(line) {
  return line.length - line.replace(/^ +/, "").length;
}

function isContainer(block) {
  return ["document", "quote", "list", "item"].includes(block.kind);
}

/** Whether a block takes lines as they are. */
function isVerbatim(block) {
  return block.kind === "fence" || block.kind === "code";
}

/** Whether a block is whole with the line that begins it. */
function isFinished(block) {
  return block.kind === "heading" || block.kind === "rule";
}

function mayHold(parent, block) {
  return parent.kind === "list" ? block.kind === "item" : isContainer(parent);
}

function lastOpen(block) {
  const last = block.children?.at(-1);
  return last?.isOpen ? last : null;
}

function deepestOpen(block) {
  let deepest = block;
  for (let next = lastOpen(deepest); next !== null; next = lastOpen(deepest)) {
    deepest = next;
  }
  return deepest;
}

function depthOf(block) {
  let depth = 0;
  for (let each = block; each !== null; each = each.parent) {
    depth += 1;
  }
  return depth;
}

/** Whether an empty line stands between two of `blocks`. */
function hasGap(blocks) {
  return blocks.some((each, at) => at > 0 && each.first > blocks[at - 1].last + 1);
}

/** The cells of a table's row; `\|` is no border. */
function cellsOf(line) {
  const cells = [""];
  let isEscaped = false;
  for (const character of line.trim()) {
    if (character === "|" && !isEscaped) {
      cells.push("");
    } else if (character === "|") {
      cells.push(`${cells.pop().slice(0, -1)}|`);
    } else {
      cells.push(cells.pop() + character);
    }
    isEscaped = character === "\\";
  }
  if (cells[0] === "") {
    cells.shift();
  }
  if (cells.at(-1) === "") {
    cells.pop();
  }
  return cells.map((cell) => cell.trim());
}
