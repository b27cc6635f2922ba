"use strict";
/* What the page knows, and how it asks the program. */

const TOKEN = document.querySelector("meta[name=review-token]").content;
const KIND_NAMES = Object.keys(KINDS);

/*
 * contents: the file; view: the shown abstract as the program last told it; records: its golden
 * records as they are now; open: the record being edited ({kind, number}); undo: earlier records.
 */
const state = { contents: null, view: null, records: null, open: null, undo: [], scores: null, first: null };

/** An answer that is no good: its message is for people. */
class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function ask(path, body) {
  const headers = { "X-Review-Token": TOKEN };
  const options = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal("paperfacts review does not answer any more: start it again. Keep this window open.", 0);
  }
  const answer = await response.json().catch(() => ({ error: `failed (${response.status})` }));
  if (!response.ok) throw new Refusal(answer.error, response.status);
  return answer;
}

/* Requests that belong to the records go one after the other. */
let queue = Promise.resolve();
let waiting = 0;

function inTurn(task) {
  waiting += 1;
  const done = queue.then(task);
  queue = done.catch(() => {}).finally(() => { waiting -= 1; });
  return done;
}

const copyOf = (records) => structuredClone(records);

/** Changes the records: `change` gets a copy of them. The program keeps and checks the result. */
function edit(change) {
  state.undo.push(copyOf(state.records));
  const records = copyOf(state.records);
  change(records);
  return replaceRecords(records);
}

function undo() {
  if (state.undo.length) replaceRecords(state.undo.pop());
}

let notKept = false;

function replaceRecords(records) {
  state.records = records;
  const { key, made_on } = state.view;
  notKept = true;
  const sent = JSON.stringify(records);
  return inTurn(async () => {
    try {
      const view = await ask("/api/draft", { key, made_on, records });
      if (state.view.key !== key || JSON.stringify(state.records) !== sent) return;
      notKept = false;
      show(view);
    } catch (error) {
      complain(error);
    }
  });
}

addEventListener("beforeunload", (event) => {
  document.activeElement?.blur?.(); // what is being typed counts
  if (notKept || waiting) event.preventDefault();
});

/** The record that is open, or undefined. */
function openRecord() {
  return state.open && state.records[state.open.kind][state.open.number];
}

/** The offset of an index in the abstract as the program counts: in characters. */
function offsetOf(index) {
  return [...state.view.abstract.slice(0, index)].length;
}

function propose(kind, start, end) {
  return ask("/api/proposal", { key: state.view.key, kind, start, end });
}

/** A proposal for the first place where a text stands; null where it stands nowhere. */
async function proposeFor(kind, text) {
  const index = text ? state.view.abstract.indexOf(text) : -1;
  return index < 0 ? null : propose(kind, offsetOf(index), offsetOf(index + text.length));
}
