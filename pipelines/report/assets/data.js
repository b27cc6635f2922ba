"use strict";
/* The data of the page: the summary at once, tables and texts when they are first needed. */

const SUMMARY = JSON.parse(document.getElementById("summary").textContent);

/** The JSON that a script element holds, compressed and in base64. */
async function unpacked(id) {
  const element = document.getElementById(id);
  const packed = atob(element.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  element.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

const unpackedOnce = new Map();

function once(id) {
  if (!unpackedOnce.has(id)) unpackedOnce.set(id, unpacked(id));
  return unpackedOnce.get(id);
}

/** A table as an object of columns, each an array; for facts with the rows of every paper. */
async function tableOf(name) {
  return once(`table-${name}`);
}

/** The text of a paper: a list of pieces, each with the offset it starts at. Whole is one piece. */
async function piecesOf(paper) {
  const block = await once(`texts-${Math.floor(paper / SUMMARY.texts_at_once)}`);
  const text = block[paper % SUMMARY.texts_at_once];
  if (typeof text === "string") return [{ start: 0, text, whole: true }];
  return text.map(([start, sentence]) => ({ start, text: sentence, whole: false }));
}

/** The first row of a sorted column that is not below `value`. */
function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
