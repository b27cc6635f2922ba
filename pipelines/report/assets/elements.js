"use strict";
/* Small tools of every page: elements, offsets, addresses. */

/** A new element: its attributes, then what is in it. Text stays text whatever it says. */
function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...content.filter((item) => item !== null && item !== undefined));
  return element;
}

/** The URL if it leads to the web, else null: never a script. */
function webUrl(url) {
  return typeof url === "string" && /^https?:\/\//i.test(url) ? url : null;
}

/**
 * Offsets count characters as Python does; JavaScript counts those beyond U+FFFF twice.
 * Returns a function from an offset in `text` to its index in JavaScript.
 */
function indexer(text) {
  if (!/[\uD800-\uDBFF]/.test(text)) return (offset) => offset;
  const indexes = [];
  let index = 0;
  for (const character of text) {
    indexes.push(index);
    index += character.length;
  }
  indexes.push(index);
  return (offset) => indexes[Math.max(0, Math.min(offset, indexes.length - 1))];
}
