"use strict";
/* The page put to work: theme, tabs, addresses. */

const root = document.documentElement;
const darkOutside = matchMedia("(prefers-color-scheme: dark)");

function setUpTheme() {
  const button = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : darkOutside.matches);
  const label = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    label();
  });
  darkOutside.addEventListener("change", label);
  button.setAttribute("aria-label", "Switch between light and dark colours");
  button.hidden = false;
  label();
}

const tables = {};

/** The table of a kind, or of the papers; built when it is first shown. */
async function openTable(name) {
  if (!tables[name]) {
    const [data, papers] = await Promise.all([tableOf(name), tableOf("papers")]);
    tables[name] ??= new FactTable(name, name === "papers" ? PAPERS : KINDS[name], data, papers);
    await tables[name].update();
  }
  return tables[name];
}

function setUpTabs() {
  const list = document.querySelector(".tabs");
  for (const [name, { label }] of Object.entries({ papers: PAPERS, ...KINDS })) {
    const tab = make("button", {
      type: "button", role: "tab", id: `tab-${name}`, class: `k-${name}`, "aria-controls": "panels",
      onclick: () => showTab(name),
    }, label);
    list.append(tab);
  }
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...list.children];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
}

async function showTab(name) {
  for (const tab of document.querySelectorAll(".tabs button")) {
    const own = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(own));
    tab.tabIndex = own ? 0 : -1;
    if (own) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 16;
  }
  const table = await openTable(name);
  const panels = document.getElementById("panels");
  panels.setAttribute("role", "tabpanel");
  panels.setAttribute("aria-labelledby", `tab-${name}`);
  panels.replaceChildren(table.element);
  return table;
}

/** Shows a table with a search already made, and brings it into view. */
async function showSearch(name, search) {
  const table = await showTab(name);
  await table.find(search);
  document.getElementById("explore").scrollIntoView();
}

/* Addresses: "#speedups" is a table, "#paper/<id>" a paper, "#paper/<id>/speedups:12" a fact of it. */

let openedHere = false;
let leaving = false;

async function follow() {
  if (leaving) {
    leaving = false;
    return;
  }
  const [room, id, fact] = location.hash.slice(1).split("/");
  if (room === "paper") {
    const papers = await tableOf("papers");
    const paper = papers.paper_id.indexOf(decodeURIComponent(id));
    if (paper >= 0) await showPaper(paper, /^\w+:\d+$/.test(fact ?? "") ? fact : null);
    return;
  }
  if (dialog.open) {
    dialog.close();
    return;
  }
  if (room === "papers" || room in KINDS) {
    await showTab(room);
    document.getElementById("explore").scrollIntoView();
  }
}

function setUpDialog() {
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    hideTip("fact-tip");
    if (!location.hash.startsWith("#paper/")) return;
    if (openedHere) {
      leaving = true;
      history.back();
    } else history.replaceState(null, "", location.pathname + location.search);
  });
  dialog.addEventListener("scroll", () => hideTip("fact-tip"), { passive: true });
}

async function start() {
  setUpTheme();
  setUpTabs();
  setUpDialog();
  drawCharts();
  await showTab("papers");
  await follow();
  addEventListener("hashchange", () => {
    openedHere = true;
    follow();
  });
  root.dataset.ready = "";
}

start().catch((error) => {
  const failure = document.getElementById("failure");
  failure.textContent = `The page could not be set up (${error.message}). It needs a browser of 2024 or later.`;
  failure.hidden = false;
  throw error;
});
