// Begins when the page is there: reads the publication and shows its title page.

const publication = Object.freeze(JSON.parse(document.getElementById("publication").textContent));
const edition = JSON.parse(document.getElementById("edition").textContent);

globalThis.emberline = Object.freeze({ toldPlay, toldMarkdown });
new Player(new Playable(edition), new Storage());
