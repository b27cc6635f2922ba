"use strict";
/* The records of an abstract: golden ones beside what is extracted, and the form of the open one. */

/* What a number says under each conversion; of those that make the same factor the first is offered. */
const CONVERTED = { more: "more by it", less: "less by it", of: "that share of it", as_is: "times" };

const fieldsOfKind = (kind) => state.contents.fields[kind];
const idOf = (kind, number, field) => `${kind}-${number}-${field}`;

/** A value as people write it; an empty field is a dash. */
function said(kind, field, value) {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.join(" · ");
  const column = KINDS[kind].columns.find((column) => column.field === field);
  return typeof value === "number" && column?.write ? column.write(value) : words(String(value));
}

function headOfRecord(kind, record) {
  const main = fieldsOfKind(kind).find(({ type }) => ["names", "number", "url"].includes(type)).name;
  const head = said(kind, main, record[main]);
  return record.text && record.text !== head ? `${head} “${record.text}”` : head;
}

let drawing = false;

/** Draws all records; what is being typed stays. */
function drawRecords() {
  const kept = keepFocus();
  const place = document.getElementById("records");
  drawing = true;
  place.replaceChildren(...KIND_NAMES.map(sectionOf));
  drawing = false;
  restoreFocus(kept);
}

function keepFocus() {
  const active = document.activeElement;
  if (!active?.id || !document.getElementById("records").contains(active)) return null;
  return { id: active.id, typed: isTyped(active) ? active.value : null };
}

function restoreFocus(kept) {
  const element = kept && document.getElementById(kept.id);
  if (!element) return;
  if (kept.typed !== null) element.value = kept.typed;
  element.focus({ preventScroll: true });
}

const isTyped = (input) => input.matches("input") && input.value !== input.defaultValue;

/** A field of text; what was typed counts when the field is left, or on Enter. */
function fieldOf(attributes, value, commit) {
  const input = make("input", { type: "text", autocomplete: "off", spellcheck: "false", value: value ?? "", ...attributes });
  const take = () => {
    if (drawing || !isTyped(input)) return;
    input.defaultValue = input.value;
    commit(input.value);
  };
  input.addEventListener("blur", take);
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") take(); });
  return input;
}

function sectionOf(kind) {
  const number = KIND_NAMES.indexOf(kind) + 1;
  const rows = state.view.comparison[kind];
  const golden = state.view.records[kind].length;
  const add = make("button", {
    type: "button", id: `add-${kind}`, class: "small",
    "aria-label": `Add an empty record: ${KINDS[kind].label}`, onclick: () => addRecord(kind, emptyRecord(kind)),
  }, "+ Add");
  const count = `${golden} golden, ${state.view.extracted[kind].length} extracted`;
  const heading = make("h2", { id: `kind-${kind}`, tabindex: "-1" }, make("kbd", { "aria-hidden": "true" }, String(number)), KINDS[kind].label);
  return make(
    "section", { class: `kind k-${kind}`, "aria-labelledby": `kind-${kind}` },
    make("header", {}, heading, make("span", { class: "quiet" }, rows.length ? count : "none"), add),
    ...rows.map((row) => rowOf(kind, row)),
  );
}

function emptyRecord(kind) {
  return Object.fromEntries(fieldsOfKind(kind).map(({ name, type, choices }) => [
    name, type === "names" ? [""] : type === "choice" ? choices[0] : null,
  ]));
}

function rowOf(kind, row) {
  const status = row.golden === null ? "spurious" : row.extracted === null ? "missed" : "matched";
  const label = { matched: "matched", missed: "not extracted", spurious: "only extracted" }[status];
  const open = row.golden !== null && state.open?.kind === kind && state.open.number === row.golden;
  const id = row.golden === null ? `x${row.extracted}` : String(row.golden);
  return make(
    "article", { class: `row ${status}${open ? " open" : ""}`, "data-record": `${kind}:${id}`, "aria-label": `${KINDS[kind].label}: ${label}` },
    row.golden === null ? make("div", { class: "cell golden none" }, "no golden record") : goldenCell(kind, row, open),
    extractedCell(kind, row, label, status),
  );
}

function goldenCell(kind, row, open) {
  const number = row.golden;
  const record = state.view.records[kind][number];
  const findings = state.view.findings[kind][number] ?? [];
  const head = headOfRecord(kind, record);
  const buttons = make(
    "div", { class: "buttons" },
    make("button", {
      type: "button", class: "small", id: idOf(kind, number, "edit"), "aria-expanded": String(open),
      "aria-label": `${open ? "Close" : "Correct"} ${head}`, onclick: () => toggleOpen(kind, number),
    }, open ? "Close" : "Correct"),
    make("button", {
      type: "button", class: "small", id: idOf(kind, number, "delete"), "aria-label": `Delete ${head}`,
      onclick: () => deleteRecord(kind, number),
    }, "Delete"),
  );
  const list = make("ul", { class: "findings" }, ...findings.map((finding, i) =>
    make("li", { class: finding.severity, id: idOf(kind, number, `finding-${i}`) },
      make("b", {}, finding.severity === "error" ? "Wrong: " : "Look: "), finding.message)));
  const content = open ? formOf(kind, number, record, findings) : linesOf(kind, record, head);
  return make("div", { class: "cell golden" }, content, ...(open ? [list, buttons] : [buttons, findings.length ? list : null]));
}

function linesOf(kind, record, head) {
  const rest = fieldsOfKind(kind)
    .filter(({ name, type }) => !["names", "number", "url", "surface"].includes(type) && record[name] !== null)
    .map(({ name }) => `${name}: ${said(kind, name, record[name])}`);
  return make("p", { class: "lines" }, make("b", {}, head), make("small", {}, rest.join(" · ")));
}

function extractedCell(kind, row, label, status) {
  const cell = make("div", { class: "cell extracted" }, make("span", { class: "status" }, label));
  if (row.extracted === null) return cell;
  const found = state.view.extracted[kind][row.extracted];
  const head = headOfRecord(kind, found);
  if (status === "spurious") {
    cell.append(linesOf(kind, found, head), make("div", { class: "buttons" }, make("button", {
      type: "button", class: "small", id: `${kind}-accept-${row.extracted}`, "aria-label": `Accept ${head}`,
      onclick: () => addRecord(kind, goldenOf(kind, found), false),
    }, "Accept")));
    return cell;
  }
  if (!row.wrong.length) return cell;
  cell.append(make("ul", { class: "wrong" }, ...row.wrong.map((field) => make("li", {},
    `${field}: ${said(kind, field, found[field])} `,
    make("button", {
      type: "button", class: "small", id: idOf(kind, row.golden, `take-${field}`),
      "aria-label": `Take ${field} ${said(kind, field, found[field])} over to ${head}`,
      onclick: () => { if (!waiting) edit((records) => { records[kind][row.golden][field] = found[field]; }); },
    }, "Take"),
  ))));
  return cell;
}

const goldenOf = (kind, found) =>
  Object.fromEntries(fieldsOfKind(kind).map(({ name }) => [name, copyOf(found[name] ?? null)]));

/* Changes */

/* A second click that comes before the first one is shown would mean another record. */

async function addRecord(kind, record, opened = true) {
  if (waiting) return;
  const number = state.records[kind].length;
  if (opened) state.open = { kind, number };
  await edit((records) => records[kind].push(record));
  const row = document.querySelector(`[data-record="${kind}:${number}"]`);
  row?.scrollIntoView({ block: "nearest" });
  const first = fieldsOfKind(kind)[0].name;
  const field = document.getElementById(idOf(kind, number, first === "names" ? "names-0" : first));
  (opened ? field : document.getElementById(idOf(kind, number, "edit")))?.focus({ preventScroll: true });
  tell(`${KINDS[kind].label}: ${headOfRecord(kind, record)} added`);
}

async function deleteRecord(kind, number) {
  if (waiting) return;
  const head = headOfRecord(kind, state.records[kind][number]);
  state.open = null;
  await edit((records) => records[kind].splice(number, 1));
  document.getElementById(`kind-${kind}`)?.focus({ preventScroll: true });
  tell(`${KINDS[kind].label}: ${head} deleted. Undo brings it back.`);
}

function toggleOpen(kind, number) {
  const same = state.open?.kind === kind && state.open.number === number;
  state.open = same ? null : { kind, number };
  factors = null;
  drawRecords();
  if (!same) loadFactors(kind, state.records[kind][number].text);
}

/* The form of a record */

let factors = null;

/** The factors that the number of the open record can mean, to choose from. */
async function loadFactors(kind, text) {
  factors = null;
  if (!fieldsOfKind(kind).some(({ name }) => name === "factor")) return;
  const proposal = await proposeFor(kind, text).catch(() => null);
  if (!proposal || state.open?.kind !== kind) return;
  factors = proposal.factors;
  drawRecords();
}

function formOf(kind, number, record, findings) {
  const form = make("form", { class: "form", onsubmit: (event) => event.preventDefault() });
  for (const field of fieldsOfKind(kind)) {
    const id = idOf(kind, number, field.name);
    const own = findings.findIndex((finding) => finding.field === field.name);
    const marks = own < 0 ? {} : {
      "aria-invalid": String(findings[own].severity === "error"),
      "aria-describedby": idOf(kind, number, `finding-${own}`),
    };
    const set = (value) => edit((records) => { records[kind][number][field.name] = value; });
    if (field.type === "names") {
      form.append(namesOf(kind, number, record.names ?? [], marks));
      continue;
    }
    const input = field.type === "choice"
      ? choiceOf(id, field, record[field.name], marks, set)
      : textOf(id, kind, field, record[field.name], marks, set);
    form.append(make("label", { for: id }, words(field.name)), make("div", {}, ...input));
  }
  return form;
}

function choiceOf(id, field, value, marks, set) {
  const select = make("select", { id, ...marks, onchange: () => set(select.value || null) });
  const known = field.choices.includes(value);
  if (!known) select.append(make("option", { value: "" }, said("models", "", value)));
  for (const choice of field.choices) select.append(make("option", { value: choice }, words(choice)));
  select.value = known ? value : "";
  return [select];
}

function textOf(id, kind, field, value, marks, set) {
  const numeric = field.type === "number";
  const input = fieldOf({ id, ...marks, inputmode: numeric ? "decimal" : null }, value, async (typed) => {
    await set(numeric ? numberIn(typed) : typed || null);
    if (field.type === "surface") fillFrom(kind, typed);
  });
  const parts = [input];
  if (field.name === "model" || field.name === "benchmark") {
    const names = state.records[`${field.name}s`].flatMap((record) => record.names ?? []);
    input.setAttribute("list", `${id}-names`);
    parts.push(make("datalist", { id: `${id}-names` }, ...names.map((name) => make("option", { value: name }))));
  }
  if (field.name === "factor" && factors) {
    const offered = Object.keys(CONVERTED).filter((conversion) => conversion in factors).map((conversion) => [conversion, factors[conversion]]);
    const unlike = offered.filter(([, factor], i) => offered.findIndex((other) => other[1] === factor) === i);
    parts.push(make("div", { class: "factors" }, ...unlike.map(([conversion, factor]) => make("button", {
      type: "button", class: "small", id: `${id}-${conversion}`, "aria-pressed": String(factor === value),
      onclick: () => set(factor),
    }, `${times(factor)} ${unlike.length > 1 ? CONVERTED[conversion] : ""}`.trim()))));
  }
  return parts;
}

/** "8.3B" is 8300000000; what is no number stays as it was typed. */
function numberIn(text) {
  if (!text.trim()) return null;
  const value = longNumber(text.replaceAll(",", ""));
  return Number.isFinite(value) ? value : text;
}

/** A text that was typed says what its number is, where none is given yet. */
async function fillFrom(kind, text) {
  const { number } = state.open ?? {};
  const numeric = fieldsOfKind(kind).find(({ type }) => type === "number").name;
  const proposal = await proposeFor(kind, text).catch(() => null);
  if (!proposal || state.open?.kind !== kind || state.open.number !== number) return;
  factors = proposal.factors;
  if (openRecord()[numeric] !== null) {
    drawRecords();
    return;
  }
  edit((records) => {
    const record = records[kind][number];
    for (const { name, type } of fieldsOfKind(kind)) {
      if (type === "choice" || record[name] === null) record[name] = proposal.record[name];
    }
  });
}

function namesOf(kind, number, names, marks) {
  const set = (change) => edit((records) => change(records[kind][number].names));
  const inputs = names.map((name, i) => {
    const attributes = { id: idOf(kind, number, `names-${i}`), "aria-label": `Name ${i + 1}`, ...marks };
    const input = fieldOf(attributes, name, (typed) => set((own) => { own[i] = typed; }));
    return make("div", { class: "name" }, input, names.length > 1 ? make("button", {
      type: "button", class: "small", id: idOf(kind, number, `unname-${i}`), "aria-label": `Remove the name ${name}`,
      onclick: () => set((own) => own.splice(i, 1)),
    }, "✕") : null);
  });
  const more = make("button", {
    type: "button", class: "small", id: idOf(kind, number, "more-names"),
    onclick: async () => {
      await set((own) => own.push(""));
      document.getElementById(idOf(kind, number, `names-${names.length}`))?.focus();
    },
  }, "+ Name");
  const group = make("fieldset", {}, make("legend", { class: "hidden" }, "names"), ...inputs, more);
  const label = make("span", { class: "label", "aria-hidden": "true" }, "names");
  const both = document.createDocumentFragment();
  both.append(label, group);
  return both;
}
