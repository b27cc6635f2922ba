"use strict";
/* The kinds of fact: their names, the columns of their tables, how their values are written. */

const number = new Intl.NumberFormat("en-US");
const decimals = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** 8300000000 is 8.3B. */
function shortNumber(value) {
  for (const [size, letter] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]]) {
    if (value >= size) return `${Number((value / size).toPrecision(4))}${letter}`;
  }
  return String(value);
}

/** "1.5B" is 1500000000; NaN for what is no number. */
function longNumber(text) {
  const match = /^\s*([\d.]+)\s*([kmbt]?)\s*[x×%]?\s*$/i.exec(text);
  const sizes = { "": 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 };
  return match ? Number(match[1]) * sizes[match[2].toLowerCase()] : NaN;
}

const words = (value) => value.replaceAll("_", " ");
const times = (value) => `${decimals.format(value)}×`;

/*
 * label: the head of the column; number: numbers, largest first; main: what the fact is;
 * choose: a filter by value; least: a filter by the least number; write: how a value is written;
 * unseen: no column, but searched and in the CSV.
 */
const BOUND = { field: "bound", label: "Bound", choose: true, write: words };
const TEXT = { field: "text", label: "As written", unseen: true };

const KINDS = {
  models: {
    label: "Models",
    sort: ["role", -1],
    columns: [
      { field: "name", label: "Name", main: true },
      { field: "names", label: "All names", unseen: true },
      { field: "role", label: "Role", choose: true },
      { field: "category", label: "Category", choose: true },
    ],
  },
  parameter_counts: {
    label: "Model sizes",
    sort: ["value", -1],
    columns: [
      { field: "value", label: "Parameters", number: true, main: true, least: "1B", write: shortNumber },
      TEXT,
      { field: "model", label: "Model" },
      { field: "qualifier", label: "Qualifier", choose: true, write: words },
      { field: "scope", label: "Scope", choose: true },
    ],
  },
  speedups: {
    label: "Speedups",
    sort: ["factor", -1],
    columns: [
      { field: "factor", label: "Factor", number: true, main: true, least: "2", write: times },
      TEXT,
      { field: "measure", label: "Measure", choose: true },
      { field: "phase", label: "Phase", choose: true },
      BOUND,
      { field: "subject", label: "What is faster" },
      { field: "baseline", label: "Than what" },
    ],
  },
  resource_savings: {
    label: "Savings",
    sort: ["factor", -1],
    columns: [
      { field: "factor", label: "Factor", number: true, main: true, least: "2", write: times },
      TEXT,
      { field: "resource", label: "Resource", choose: true },
      BOUND,
      { field: "subject", label: "What saves" },
      { field: "baseline", label: "Against what" },
    ],
  },
  benchmarks: {
    label: "Benchmarks",
    sort: ["name", 1],
    columns: [
      { field: "name", label: "Name", main: true },
      { field: "names", label: "All names", unseen: true },
      { field: "role", label: "Role", choose: true },
    ],
  },
  results: {
    label: "Results",
    sort: ["benchmark", 1],
    columns: [
      { field: "value", label: "Value", number: true, main: true, least: "90", write: (v) => decimals.format(v) },
      TEXT,
      { field: "type", label: "Type", choose: true },
      { field: "metric", label: "Metric" },
      { field: "benchmark", label: "Benchmark" },
      { field: "model", label: "Model" },
    ],
  },
  links: {
    label: "Links",
    sort: ["type", 1],
    columns: [
      { field: "url", label: "Link", main: true, url: true },
      { field: "type", label: "Type", choose: true },
      { field: "repo", label: "Repository" },
      { field: "host", label: "Host" },
    ],
  },
};

const PROVENANCE = new Set(["paper", "char_start", "char_end", "sentence_start", "sentence_end"]);

const PAPERS = {
  label: "Papers",
  sort: ["facts", -1],
  columns: [
    { field: "title", label: "Title", main: true },
    { field: "source", label: "Source" },
    { field: "published", label: "Published" },
    { field: "facts", label: "Facts", number: true, least: "1" },
    ...Object.entries(KINDS).map(([field, { label }]) => ({ field, label, number: true })),
    { field: "url", label: "URL", unseen: true },
    { field: "paper_id", label: "Id", unseen: true },
  ],
};

/** The facts of a kind that a paper has, as the rows of its table. */
async function rowsOfPaper(kind, paper) {
  const table = await tableOf(kind);
  const start = lowerBound(table.paper, paper);
  const end = lowerBound(table.paper, paper + 1);
  return Array.from({ length: end - start }, (_, i) => start + i);
}

/** A fact with all its fields. */
function factOf(kind, table, row) {
  const fact = { kind, row };
  for (const [field, column] of Object.entries(table)) fact[field] = column[row];
  return fact;
}

/** All facts of a paper, in the order of the text. */
async function factsOf(paper) {
  const facts = [];
  for (const kind of Object.keys(KINDS)) {
    const table = await tableOf(kind);
    for (const row of await rowsOfPaper(kind, paper)) facts.push(factOf(kind, table, row));
  }
  return facts;
}

/** The value of a field, as people write it. */
function written(kind, field, value) {
  if (Array.isArray(value)) return value.join(", ");
  const column = KINDS[kind].columns.find((column) => column.field === field);
  return column?.write ? column.write(value) : String(value);
}

/** The name of a field, for people. */
function labelOf(kind, field) {
  return KINDS[kind].columns.find((column) => column.field === field)?.label ?? words(field);
}

/** What a fact is, in a word: its name, number or address. */
function headOf(fact) {
  const { field } = KINDS[fact.kind].columns.find((column) => column.main);
  return written(fact.kind, field, fact[field]);
}

/** The fields of a fact that say something: pairs of name and value. */
function fieldsOf(fact) {
  return Object.entries(fact)
    .filter(([field]) => !PROVENANCE.has(field) && field !== "kind" && field !== "row")
    .filter(([field]) => !(field === "names" && fact.names.length === 1))
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => [labelOf(fact.kind, field), written(fact.kind, field, value)]);
}
