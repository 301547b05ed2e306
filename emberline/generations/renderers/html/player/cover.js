// The title page: what the story is, whom the reader may be, and the way back into a saved game.

/** The title page. acts: `{begin(protagonist), resume()}`; save: the automatic one, or null. */
function coverArticle(playable, save, found, acts) {
  const { edition } = playable;
  const people = [...playable.protagonists];
  return make(
    "article",
    { class: "cover", ...storyTongue() },
    edition.cover ? makePicture(edition.cover, "", { class: "cover-picture" }) : null,
    make("h1", { tabindex: "-1", id: "heading" }, edition.title),
    publication.author ? make("p", { class: "author" }, publication.author) : null,
    edition.description ? make("div", { class: "prose" }, markdownOf(edition.description)) : null,
    edition.content_notes ? contentNotes(edition.content_notes) : null,
    save && resumePart(save, acts.resume),
    people.length ? peoplePart(people, acts.begin) : beginPart(save, acts.begin),
    make("p", { class: "count", ...pageTongue() }, foundEndings(found, playable)),
  );
}

function contentNotes(notes) {
  return make(
    "section",
    { class: "content-notes" },
    make("h2", pageTongue(), say("content_notes")),
    make("ul", {}, notes.map((each) => make("li", {}, each))),
  );
}

function resumePart(save, resume) {
  const button = makeButton(say("resume"), resume, { class: "main", "data-act": "resume" });
  const place = make("span", { class: "place", ...storyTongue() }, save.place);
  return make("p", { class: "actions", ...pageTongue() }, button, save.place ? place : null);
}

function beginPart(save, begin) {
  const kind = save ? null : "main";
  const button = makeButton(say("begin"), () => begin(null), { class: kind, "data-act": "begin" });
  return make("p", { class: "actions", ...pageTongue() }, button);
}

function peoplePart(people, begin) {
  const items = people.map(([key, each]) => {
    const name = make("strong", {}, each.name || key);
    const about = each.description ? make("span", { class: "about" }, each.description) : null;
    return make("li", {}, makeButton([name, about], () => begin(key), { "data-protagonist": key }));
  });
  return make(
    "section",
    { class: "people" },
    make("h2", pageTongue(), say("begin_as")),
    make("ul", { role: "list" }, items),
  );
}
