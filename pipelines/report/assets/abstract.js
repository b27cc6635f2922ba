"use strict";
/* The evidence of a fact, and the dialog of one paper. */

/** The sentence of a fact, with that fact highlighted. */
async function evidenceOf(kind, table, row) {
  const fact = factOf(kind, table, row);
  const pieces = await piecesOf(fact.paper);
  const piece = pieces.find(
    ({ start, text }) => start <= fact.sentence_start && fact.sentence_end <= start + [...text].length,
  );
  if (!piece) return document.createDocumentFragment();
  const index = indexer(piece.text);
  const text = piece.text.slice(
    index(fact.sentence_start - piece.start),
    index(fact.sentence_end - piece.start),
  );
  return highlighted({ start: fact.sentence_start, text }, [fact]);
}

/* The dialog of one paper. */

const dialog = document.getElementById("paper");
let unseenKinds = new Set();

/** Opens a paper, and points at one of its facts ("speedups:12") where one is given. */
async function showPaper(paper, chosen = null) {
  const papers = await tableOf("papers");
  const [pieces, facts] = await Promise.all([piecesOf(paper), factsOf(paper)]);
  const title = papers.title[paper] ?? "Untitled paper";
  const url = webUrl(papers.url[paper]);
  dialog.querySelector("h2").replaceChildren(
    url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title) : title,
  );
  const about = [papers.source[paper], papers.published[paper], papers.paper_id[paper]];
  dialog.querySelector(".meta").textContent = about.filter(Boolean).join(" · ");
  const draw = () => drawAbstract(pieces, facts);
  drawLegend(facts, draw);
  draw();
  drawFacts(facts);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  if (chosen) pointAt(chosen);
}

function drawLegend(facts, draw) {
  const legend = dialog.querySelector(".legend");
  legend.querySelectorAll("label").forEach((label) => label.remove());
  const present = Object.keys(KINDS).filter((kind) => facts.some((fact) => fact.kind === kind));
  legend.hidden = !present.length;
  for (const kind of present) {
    const box = make("input", { type: "checkbox" });
    box.checked = !unseenKinds.has(kind);
    box.addEventListener("change", () => {
      if (box.checked) unseenKinds.delete(kind);
      else unseenKinds.add(kind);
      draw();
    });
    legend.append(make("label", { class: `k-${kind}` }, box, make("span", {}, KINDS[kind].label)));
  }
}

function drawAbstract(pieces, facts) {
  const place = dialog.querySelector(".abstract");
  place.replaceChildren();
  const shown = facts.filter(({ kind }) => !unseenKinds.has(kind));
  for (const piece of pieces) {
    if (!piece.whole && piece.start > 0) place.append(make("span", { class: "gap" }, "[…] "));
    place.append(highlighted(piece, facts, { pointable: true, shown }), piece.whole ? "" : " ");
  }
  if (!pieces.some(({ whole }) => whole)) {
    const note = pieces.length
      ? "Shortened to the sentences that hold facts, to keep this file small."
      : "This abstract holds no facts and is left out, to keep this file small.";
    place.append(make("p", { class: "meta" }, note));
  }
}

function drawFacts(facts) {
  const place = dialog.querySelector(".facts");
  place.replaceChildren();
  if (!facts.length) place.append(make("p", { class: "meta" }, "No facts found in this abstract."));
  for (const [kind, { label }] of Object.entries(KINDS)) {
    const own = facts.filter((fact) => fact.kind === kind);
    if (!own.length) continue;
    const list = make("ul");
    for (const fact of own) list.append(factItem(fact));
    place.append(make("h3", { class: `k-${kind}` }, label), list);
  }
}

function factItem(fact) {
  const id = `${fact.kind}:${fact.row}`;
  const head = headOf(fact);
  const fields = fieldsOf(fact).filter(([, value]) => value !== head);
  const item = make("li", { class: `k-${fact.kind}`, "data-fact": id });
  const line = fields.map(([name, value]) => `${name}: ${value}`).join(" · ");
  item.append(
    make("button", { type: "button", onclick: () => pointAt(id) }, make("b", {}, head), make("small", {}, line)),
  );
  const url = fact.kind === "links" && webUrl(fact.url);
  if (url) item.append(make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "open link"));
  return item;
}

/** Brings a fact of the open paper into view, and focuses it in the text. */
function pointAt(id) {
  dialog.querySelectorAll(".chosen").forEach((element) => element.classList.remove("chosen"));
  dialog.querySelector(`[data-fact="${id}"]`)?.classList.add("chosen");
  const marks = [...dialog.querySelectorAll("mark")];
  const own = marks.filter((mark) => mark.dataset.facts.split(" ").includes(id));
  own.forEach((mark) => mark.classList.add("chosen"));
  own[0]?.scrollIntoView({ block: "center", behavior: "instant" });
  own.find((mark) => mark.tabIndex === 0)?.focus({ preventScroll: true });
}
