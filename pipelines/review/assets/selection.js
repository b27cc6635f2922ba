"use strict";
/* The abstract: its marks, and what becomes of text that is selected in it. */

const abstractPlace = document.getElementById("abstract");
const palette = document.getElementById("palette");

/** The key that puts the selection into a field of the open record. */
const FIELD_KEYS = {
  names: "a", text: "t", subject: "s", baseline: "b", benchmark: "b", model: "m", metric: "c",
};

let selection = null;

/** Draws the text with its marks; what is selected in it stays selected, unless `other` text. */
function drawAbstract(other) {
  const { abstract } = state.view;
  const kept = other ? null : selected();
  abstractPlace.replaceChildren(highlighted({ start: 0, text: abstract }, markedFacts(), { pointable: true }));
  for (const mark of abstractPlace.querySelectorAll("mark")) {
    const records = mark.dataset.facts.split(" ");
    if (records.every((record) => record.includes(":x"))) mark.classList.add("only");
    mark.addEventListener("click", () => { if (!selection) goToRecord(records[0]); });
    mark.addEventListener("keydown", (event) => { if (event.key === "Enter") goToRecord(records[0]); });
  }
  if (kept) getSelection().setBaseAndExtent(...pointAt(kept.index), ...pointAt(kept.index + kept.text.length));
  drawPalette();
}

/* No text can be dragged over from within what takes the focus: while a button is down, marks do not. */

let unfocusable = [];

function letDrag() {
  unfocusable = [...abstractPlace.querySelectorAll("mark[tabindex]")];
  for (const mark of unfocusable) mark.removeAttribute("tabindex");
}

function endDrag() {
  for (const mark of unfocusable) mark.tabIndex = 0;
  unfocusable = [];
}

/** The node of the text, and the offset in it, at an index of the abstract. */
function pointAt(index) {
  const nodes = document.createTreeWalker(abstractPlace, NodeFilter.SHOW_TEXT);
  let rest = index;
  while (nodes.nextNode()) {
    if (rest <= nodes.currentNode.length) return [nodes.currentNode, rest];
    rest -= nodes.currentNode.length;
  }
  return [abstractPlace, 0];
}

/** Golden records where they stand, and the extracted ones that go with none. */
function markedFacts() {
  const facts = [];
  for (const kind of KIND_NAMES) {
    for (const row of state.view.comparison[kind]) {
      const found = row.extracted === null ? null : state.view.extracted[kind][row.extracted];
      if (row.golden === null) {
        facts.push({ ...found, kind, row: `x${row.extracted}` });
        continue;
      }
      const record = state.view.records[kind][row.golden];
      const same = found?.text !== undefined && found.text === record?.text;
      const places = same ? [[found.char_start, found.char_end]] : state.view.places[kind][row.golden];
      const named = record?.names ? { ...record, name: record.names[0] } : record;
      for (const [start, end] of places ?? []) {
        facts.push({ ...named, kind, row: row.golden, char_start: start, char_end: end });
      }
    }
  }
  return facts;
}

function goToRecord(record) {
  hideTip("fact-tip");
  const row = document.querySelector(`[data-record="${record}"]`);
  if (!row) return;
  row.scrollIntoView({ block: "center" });
  row.classList.add("chosen");
  setTimeout(() => row.classList.remove("chosen"), 1500);
  row.querySelector("button")?.focus({ preventScroll: true });
}

const CASED = /[\p{Lu}\p{Ll}]/u;

/** A drag that begins or ends within a word means all of the word; a plural "s" may stay outside. */
function wholeWords(text, start, end) {
  const inWord = (at) => at > 0 && at < text.length && CASED.test(text[at - 1]) && CASED.test(text[at]);
  const isPlural = text[end] === "s" && !inWord(end + 1);
  while (inWord(start)) start--;
  while (!isPlural && inWord(end)) end++;
  return [start, end];
}

/** What is selected in the abstract, in whole words: offsets in characters, white space at the ends left out. */
function selected() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  if (!abstractPlace.contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(abstractPlace);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const text = raw.trim();
  if (!text) return null;
  const at = before.toString().length + raw.indexOf(text);
  const { abstract } = state.view;
  const [index, end] = wholeWords(abstract, at, at + text.length);
  return {
    text: abstract.slice(index, end), index, start: offsetOf(index), end: offsetOf(end), box: range.getBoundingClientRect(),
  };
}

function drawPalette() {
  selection = selected();
  palette.hidden = !selection;
  document.body.classList.toggle("selecting", Boolean(selection));
  if (!selection) return;
  hideTip("fact-tip");
  const kinds = KIND_NAMES.map((kind, i) => make("button", {
    type: "button", class: `k-${kind}`, "data-kind": kind, "aria-keyshortcuts": String(i + 1), onclick: () => addSelection(kind),
  }, make("kbd", { "aria-hidden": "true" }, String(i + 1)), KINDS[kind].label));
  palette.replaceChildren(make("div", {}, make("span", { class: "quiet" }, "Add as"), ...kinds));
  const fields = selectionFields();
  if (fields.length) {
    palette.append(make("div", {}, make("span", { class: "quiet" }, "Put into"), ...fields.map((name) => make("button", {
      type: "button", "data-field": name, "aria-keyshortcuts": FIELD_KEYS[name], onclick: () => putSelection(name),
    }, make("kbd", { "aria-hidden": "true" }, FIELD_KEYS[name]), name === "names" ? "another name" : name))));
  }
  const { left, bottom, top } = selection.box;
  const { width, height } = palette.getBoundingClientRect();
  palette.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  const below = bottom + 10 + height < innerHeight;
  palette.style.top = `${below ? bottom + 10 : Math.max(8, top - 10 - height)}px`;
}

/** The fields of the open record that text can be put into. */
function selectionFields() {
  if (!openRecord()) return [];
  return fieldsOfKind(state.open.kind).map(({ name }) => name).filter((name) => name in FIELD_KEYS);
}

function dropSelection() {
  getSelection().removeAllRanges();
  drawPalette();
}

async function addSelection(kind) {
  const { start, end } = selection;
  dropSelection();
  try {
    const proposal = await propose(kind, start, end);
    factors = proposal.factors;
    await addRecord(kind, proposal.record);
  } catch (error) {
    complain(error);
  }
}

async function putSelection(field) {
  const { kind, number } = state.open;
  const { text } = selection;
  dropSelection();
  await edit((records) => {
    const record = records[kind][number];
    if (field !== "names") record[field] = text;
    else record.names = [...(record.names ?? []).filter(Boolean), text];
  });
  if (field === "text") await fillFrom(kind, text);
}
