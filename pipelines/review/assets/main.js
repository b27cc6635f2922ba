"use strict";
/* The page put to work: abstracts one at a time, keys, scores, messages. */

const byId = (id) => document.getElementById(id);
const LISTED = 300;

/* Messages */

function tell(message) {
  byId("status").textContent = message;
}

/** An error, with what can be done about it. */
function complain(error, action = null) {
  if (!(error instanceof Refusal)) console.error(error);
  const place = byId("alert");
  const button = place.querySelector("button");
  const offered = action ?? (error.status === 409 ? ["Read the file again", readAgain] : null);
  place.querySelector("span").textContent = error.message;
  button.hidden = !offered;
  if (offered) {
    button.textContent = offered[0];
    button.onclick = offered[1];
  }
  place.hidden = false;
  tell("");
}

function calm() {
  byId("alert").hidden = true;
}

/* The shown abstract */

function show(view) {
  const other = state.view?.key !== view.key;
  if (other) {
    state.open = null;
    state.undo = [];
  }
  state.view = view;
  state.records = copyOf(view.records);
  if (!openRecord()) state.open = null;
  const entry = state.contents.abstracts.find(({ key }) => key === view.key);
  if (entry) entry.unsaved = view.unsaved;
  byId("title").textContent = view.title ?? "Untitled paper";
  byId("meta").textContent = [view.source, view.paper_id].filter(Boolean).join(" · ");
  drawAbstract(other);
  drawRecords();
  drawBar();
  if (view.problem) complain(new Refusal(view.problem));
  if (view.stale) {
    complain(
      new Refusal("The file holds other records for this abstract than those you changed. Saving replaces them, Discard shows them."),
    );
  }
}

function drawBar() {
  const { abstracts } = state.contents;
  const at = indexOfShown();
  byId("where").textContent = `${number.format(at + 1)} of ${number.format(abstracts.length)}`;
  byId("where").setAttribute("aria-label", `Abstract ${at + 1} of ${abstracts.length}: show the list`);
  byId("previous").disabled = at <= 0;
  byId("next").disabled = at + 1 >= abstracts.length;
  const { unsaved } = state.view;
  const elsewhere = abstracts.filter((entry, i) => entry.unsaved && i !== at).length;
  const parts = [unsaved ? "not saved" : "", elsewhere ? `${elsewhere} elsewhere not saved` : ""];
  byId("state").textContent = parts.filter(Boolean).join(", ");
  byId("save").disabled = byId("discard").disabled = !unsaved;
  byId("undo").disabled = !state.undo.length;
}

const indexOfShown = () => state.contents.abstracts.findIndex(({ key }) => key === state.view?.key);

async function openAbstract(key) {
  await inTurn(async () => {});
  calm();
  tell("");
  try {
    const view = await ask(`/api/abstract?key=${encodeURIComponent(key)}`);
    const first = state.view === null;
    show(view);
    if (!first) {
      scrollTo({ top: Math.min(scrollY, document.querySelector("main").offsetTop - byId("bar").offsetHeight), behavior: "instant" });
      abstractPlace.focus({ preventScroll: true });
    }
  } catch (error) {
    complain(error);
  }
}

/** Goes to an abstract by way of the address, so that the browser can go back. */
function goTo(index) {
  const entry = state.contents.abstracts[index];
  if (entry) location.hash = encodeURIComponent(entry.key);
}

function goToDifferent() {
  const { abstracts } = state.contents;
  const at = indexOfShown();
  for (let step = 1; step <= abstracts.length; step++) {
    const next = (at + step) % abstracts.length;
    if (state.scores?.differences[abstracts[next].key]) return goTo(next);
  }
  tell("No abstract with differences is known.");
}

function keyInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function follow() {
  const key = keyInAddress();
  const known = state.contents.abstracts.some((entry) => entry.key === key);
  if (known && key !== state.view?.key) return openAbstract(key);
  if (!state.view) return openAbstract(state.contents.abstracts[0].key);
}

/* Saving */

async function save() {
  document.activeElement?.blur?.();
  await inTurn(async () => {});
  if (!state.view.unsaved) return;
  const { key, base } = state.view;
  try {
    const view = await ask("/api/save", { key, base, records: state.records });
    calm();
    state.open = null;
    state.undo = [];
    notKept = false;
    show(view);
    tell("Saved.");
    const before = state.scores;
    await loadScores();
    const changed = before ? KIND_NAMES.filter((kind) => before.kinds[kind].f1 !== state.scores.kinds[kind].f1) : [];
    const said = changed.map((kind) => `${KINDS[kind].label} ${percent(before.kinds[kind].f1)} → ${percent(state.scores.kinds[kind].f1)}`);
    tell(said.length ? `Saved. F1: ${said.join(", ")}.` : "Saved. F1 is what it was.");
  } catch (error) {
    complain(error);
  }
}

async function discard() {
  state.open = null;
  const { key } = state.view;
  const before = copyOf(state.records);
  await inTurn(async () => {});
  try {
    const view = await ask("/api/discard", { key });
    calm();
    notKept = false;
    show(view);
    state.undo.push(before);
    drawBar();
    tell("Discarded. Undo brings the changes back.");
  } catch (error) {
    complain(error);
  }
}

async function readAgain() {
  try {
    state.contents = await ask("/api/reload", {});
    calm();
    if (notKept) await replaceRecords(state.records);
    const { key } = state.view;
    const known = state.contents.abstracts.some((entry) => entry.key === key);
    await openAbstract(known ? key : state.contents.abstracts[0].key);
    loadScores();
  } catch (error) {
    complain(error);
  }
}

/* Scores */

const percent = (share) => (100 * share).toFixed(1);

async function loadScores() {
  do {
    state.scores = await ask("/api/scores");
    drawScores();
  } while (state.scores.pending);
  state.first ??= state.scores;
  drawScores();
}

function drawScores() {
  const { pending, kinds } = state.scores;
  byId("scores").replaceChildren(...KIND_NAMES.map((kind) => {
    const gain = state.first ? 100 * (kinds[kind].f1 - state.first.kinds[kind].f1) : 0;
    const sign = gain > 0 ? "+" : "−";
    const delta = Math.abs(gain) < 0.05 ? "" : `${sign}${Math.abs(gain).toFixed(1)}`;
    return make("li", { class: `k-${kind}` },
      make("button", { type: "button", "data-kind": kind, onclick: () => goToKind(kind) },
        make("span", {}, KINDS[kind].label),
        make("strong", {}, percent(kinds[kind].f1)),
        make("small", {}, delta || `${number.format(kinds[kind].golden)} golden`)));
  }));
  const { without_text } = state.contents;
  const notes = ["F1 of what is saved, as paperfacts evaluate measures it, and its change since this page was opened."];
  if (pending) notes.push(`Comparing: ${number.format(pending)} abstracts to go.`);
  if (without_text) notes.push(`${number.format(without_text)} lines without a text are left out.`);
  byId("notes").textContent = notes.join(" ");
}

function goToKind(kind) {
  const heading = byId(`kind-${kind}`);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/* The list of abstracts */

function showList() {
  drawList();
  byId("list").showModal();
}

function drawList() {
  const wanted = byId("list-search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const differences = state.scores?.differences ?? {};
  const found = state.contents.abstracts
    .map((entry, index) => ({ ...entry, index, different: differences[entry.key] ?? 0 }))
    .filter(({ title, key }) => wanted.every((word) => `${title ?? ""} ${key}`.toLowerCase().includes(word)))
    .filter(({ different }) => !byId("list-different").checked || different)
    .filter(({ unsaved }) => !byId("list-unsaved").checked || unsaved);
  byId("list-items").replaceChildren(...found.slice(0, LISTED).map((entry) => make("li", {}, make("button", {
    type: "button", "aria-current": entry.key === state.view?.key ? "true" : null,
    onclick: () => { byId("list").close(); goTo(entry.index); },
  }, make("span", {}, `${entry.index + 1}  ${entry.title ?? entry.key}`), make("small", {}, [
    entry.different ? `${entry.different} ${entry.different === 1 ? "difference" : "differences"}` : "",
    entry.unsaved ? "not saved" : "",
  ].filter(Boolean).join(" · "))))));
  const more = found.length - LISTED;
  byId("list-more").textContent = more > 0 ? `… and ${number.format(more)} more` : found.length ? "" : "none";
}

/* Keys */

function onKey(event) {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  if (command && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (selection) dropSelection();
    else if (state.open) toggleOpen(state.open.kind, state.open.number);
    return;
  }
  if (typing) return;
  if (command && event.key.toLowerCase() === "z") {
    event.preventDefault();
    undo();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (actOn(event.key)) event.preventDefault();
}

/** Does what a key stands for; whether it stands for anything. */
function actOn(key) {
  const kind = /^[1-7]$/.test(key) ? KIND_NAMES[Number(key) - 1] : null;
  if (kind) {
    if (selection) addSelection(kind);
    else goToKind(kind);
    return true;
  }
  const field = selection && selectionFields().find((name) => FIELD_KEYS[name] === key);
  if (field) {
    putSelection(field);
    return true;
  }
  const action = {
    ArrowRight: () => goTo(indexOfShown() + 1),
    ArrowLeft: () => goTo(indexOfShown() - 1),
    d: goToDifferent,
    l: showList,
    "?": () => byId("help").showModal(),
  }[key];
  action?.();
  return Boolean(action);
}

/* Start */

function setUp() {
  byId("previous").addEventListener("click", () => goTo(indexOfShown() - 1));
  byId("next").addEventListener("click", () => goTo(indexOfShown() + 1));
  byId("next-different").addEventListener("click", goToDifferent);
  byId("where").addEventListener("click", showList);
  byId("undo").addEventListener("click", undo);
  byId("discard").addEventListener("click", discard);
  byId("save").addEventListener("click", save);
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  for (const id of ["list-search", "list-different", "list-unsaved"]) byId(id).addEventListener("input", drawList);
  document.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", drawPalette);
  abstractPlace.addEventListener("pointerdown", letDrag);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, endDrag);
  palette.addEventListener("mousedown", (event) => event.preventDefault());
  addEventListener("resize", () => { if (selection) drawPalette(); });
  addEventListener("hashchange", follow);
  const fit = () => document.documentElement.style.setProperty("--bar", `${byId("bar").offsetHeight}px`);
  new ResizeObserver(fit).observe(byId("bar"));
}

async function start() {
  setUp();
  try {
    state.contents = await ask("/api/file");
    await follow();
    document.documentElement.dataset.ready = "";
    await loadScores();
  } catch (error) {
    complain(error);
  }
}

start();
