"use strict";
/* A text with its facts highlighted in place, and what is shown when one is pointed at. */

/**
 * A piece of a text with marks where its facts stand. Facts may overlap: the text is cut at every
 * start and end, and the shortest fact of a cut gives the colour, another kind a second line.
 * `pointable` marks can be focused and show their fields.
 */
function highlighted(piece, facts, { pointable = false, shown = facts } = {}) {
  const index = indexer(piece.text);
  const spans = shown
    .map((fact) => ({
      fact,
      start: index(Math.max(0, fact.char_start - piece.start)),
      end: index(Math.max(0, fact.char_end - piece.start)),
    }))
    .filter(({ start, end }) => start < end && end <= piece.text.length)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const cuts = [...new Set([0, piece.text.length, ...spans.flatMap(({ start, end }) => [start, end])])];
  cuts.sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  for (let i = 0; i + 1 < cuts.length; i++) {
    const text = piece.text.slice(cuts[i], cuts[i + 1]);
    const covering = spans.filter(({ start, end }) => start <= cuts[i] && cuts[i + 1] <= end);
    if (!covering.length) {
      fragment.append(text);
      continue;
    }
    const starts = covering.some(({ start }) => start === cuts[i]);
    fragment.append(markOf(text, covering.map(({ fact }) => fact), pointable, starts));
  }
  return fragment;
}

function markOf(text, facts, pointable, focusable) {
  const mark = make("mark", { class: `k-${facts[0].kind}` }, text);
  const second = facts.find(({ kind }) => kind !== facts[0].kind);
  if (second) {
    mark.dataset.second = second.kind;
    mark.style.setProperty("--second", `var(--${second.kind})`);
  }
  mark.dataset.facts = facts.map(({ kind, row }) => `${kind}:${row}`).join(" ");
  if (pointable) {
    if (focusable) mark.tabIndex = 0;
    const show = () => showTip("fact-tip", facts.flatMap(tipOf), mark.getClientRects()[0], mark);
    mark.addEventListener("mouseenter", show);
    mark.addEventListener("focus", show);
    mark.addEventListener("mouseleave", () => hideTip("fact-tip"));
    mark.addEventListener("blur", () => hideTip("fact-tip"));
  }
  return mark;
}

function tipOf(fact) {
  const heading = make("h4", { class: `k-${fact.kind}` }, KINDS[fact.kind].label);
  return [heading, definitions(fieldsOf(fact))];
}

function definitions(pairs) {
  const list = make("dl");
  for (const [name, value] of pairs) list.append(make("dt", {}, name), make("dd", {}, value));
  return list;
}

/** Shows a tip beside a place on the screen, on whichever side there is room. */
function showTip(id, content, { left, top, bottom }, owner = null) {
  const tip = document.getElementById(id);
  tip.replaceChildren(...content);
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const x = Math.max(8, Math.min(left, innerWidth - width - 8));
  const above = bottom + 8 + height > innerHeight && top - 8 - height > 0;
  tip.style.left = `${x}px`;
  tip.style.top = `${above ? top - 8 - height : bottom + 8}px`;
  if (owner) owner.setAttribute("aria-describedby", id);
}

function hideTip(id) {
  document.getElementById(id).hidden = true;
}
