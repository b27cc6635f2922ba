"use strict";
/* One table of the page: searched, filtered, sorted, shown page by page, saved as CSV. */

const ROWS_ON_A_PAGE = 25;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

class FactTable {
  /** `name` is "papers" or a kind; `columns` are those of PAPERS or KINDS. */
  constructor(name, { columns, sort }, data, papers) {
    this.name = name;
    this.data = data;
    this.papers = papers;
    this.columns = columns.filter(({ field }) => field in data);
    this.length = data[this.columns[0].field].length;
    this.sort = { field: sort[0], direction: sort[1] };
    this.page = 0;
    this.chosen = {};
    this.search = "";
    this.inAbstracts = false;
    this.element = make("div", { class: `k-${name}` });
    this.build();
  }

  isPapers() {
    return this.name === "papers";
  }

  paperOf(row) {
    return this.isPapers() ? row : this.data.paper[row];
  }

  build() {
    this.seen = this.columns.filter((column) => !column.unseen && !this.isEmpty(column));
    this.body = make("tbody");
    this.nothing = make("p", { class: "nothing", hidden: true }, "Nothing here answers to that.");
    this.heads = this.seen.map((column) => this.head(column));
    const last = this.isPapers() ? [] : ["Paper", "Evidence"];
    const head = make(
      "tr",
      {},
      ...this.heads,
      ...last.map((label) => make("th", { scope: "col" }, make("span", {}, label))),
    );
    const label = (this.isPapers() ? PAPERS : KINDS[this.name]).label;
    const table = make("table", {}, make("caption", { class: "hidden" }, label), make("thead", {}, head), this.body);
    this.count = make("span", { class: "count", role: "status" });
    this.previous = make("button", { type: "button", onclick: () => this.turn(-1) }, "Previous");
    this.next = make("button", { type: "button", onclick: () => this.turn(1) }, "Next");
    const save = make("button", { type: "button", onclick: () => this.save() }, "Save as CSV");
    this.element.append(
      this.filters(),
      make("div", { class: "rows" }, table, this.nothing),
      make("div", { class: "pager" }, this.count, this.previous, this.next, save),
    );
  }

  isEmpty({ field }) {
    return this.data[field].every((value) => value === null);
  }

  head(column) {
    const button = make("button", { type: "button", onclick: () => this.sortBy(column) }, column.label);
    return make("th", { scope: "col", class: column.number ? "number" : null, "data-field": column.field }, button);
  }

  filters() {
    const form = make("form", { class: "controls filters", role: "search", onsubmit: (e) => e.preventDefault() });
    this.searchBox = make("input", {
      type: "search",
      placeholder: "Search names, words, titles",
      "aria-label": `Search ${(this.isPapers() ? PAPERS : KINDS[this.name]).label.toLowerCase()}`,
    });
    let timer;
    this.searchBox.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.find(this.searchBox.value), 120);
    });
    form.append(make("label", {}, this.searchBox));
    if (this.isPapers()) {
      const box = make("input", { type: "checkbox" });
      box.addEventListener("change", () => {
        this.inAbstracts = box.checked;
        this.find(this.searchBox.value);
      });
      form.append(make("label", {}, box, "in abstracts, too"));
    }
    for (const column of this.seen) {
      if (column.choose) form.append(this.choice(column));
      if (column.least) form.append(this.least(column));
    }
    form.append(this.order());
    return form;
  }

  /** The order as a choice: for narrow screens, where there are no heads to click. */
  order() {
    this.orderBox = make("select");
    for (const [position, column] of this.seen.entries()) {
      this.orderBox.append(make("option", { value: position }, column.label));
    }
    this.orderBox.addEventListener("change", () => this.sortBy(this.seen[this.orderBox.value]));
    return make("label", { class: "order" }, "Sort by", this.orderBox);
  }

  choice(column) {
    const counts = new Map();
    for (const value of this.data[column.field]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts].filter(([value]) => value !== null).sort((a, b) => b[1] - a[1]);
    const select = make("select", {}, make("option", { value: "" }, "any"));
    for (const [value, count] of values) {
      const label = `${column.write ? column.write(value) : value} (${number.format(count)})`;
      select.append(make("option", { value }, label));
    }
    select.addEventListener("change", () => this.filterBy(column.field, select.value, (v) => v === select.value));
    return make("label", {}, column.label, select);
  }

  least(column) {
    const box = make("input", { class: "number", inputmode: "decimal", placeholder: `e.g. ${column.least}` });
    box.addEventListener("input", () => {
      const least = longNumber(box.value);
      box.setAttribute("aria-invalid", String(Boolean(box.value.trim()) && Number.isNaN(least)));
      this.filterBy(column.field, !Number.isNaN(least), (value) => value >= least);
    });
    return make("label", {}, `${column.label} at least`, box);
  }

  filterBy(field, active, test) {
    if (active) this.chosen[field] = test;
    else delete this.chosen[field];
    this.page = 0;
    this.update();
  }

  /** Searches for rows that contain every word, whatever its case. */
  find(search) {
    this.searchBox.value = search;
    this.search = search;
    this.page = 0;
    return this.update();
  }

  sortBy({ field, number }) {
    const first = number ? -1 : 1;
    const again = this.sort.field === field;
    this.sort = { field, direction: again ? -this.sort.direction : first };
    this.page = 0;
    this.update();
  }

  turn(pages) {
    this.page += pages;
    this.update();
    this.element.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /** What is searched of every row, in lower case; made at the first search. */
  haystacks() {
    this.stacks ??= Array.from({ length: this.length }, (_, row) => {
      const values = this.columns.filter(({ number }) => !number).map(({ field }) => this.data[field][row]);
      if (!this.isPapers()) values.push(this.papers.title[this.data.paper[row]]);
      return values.flat().filter(Boolean).join("\n").toLowerCase();
    });
    return this.stacks;
  }

  async abstracts() {
    this.abstractStacks ??= await Promise.all(
      Array.from({ length: this.length }, async (_, paper) =>
        (await piecesOf(paper)).map(({ text }) => text.toLowerCase()).join("\n"),
      ),
    );
    return this.abstractStacks;
  }

  async matching() {
    const needles = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    const stacks = needles.length ? this.haystacks() : null;
    const abstracts = needles.length && this.inAbstracts ? await this.abstracts() : null;
    const tests = Object.entries(this.chosen);
    const rows = [];
    for (let row = 0; row < this.length; row++) {
      const found = needles.every((needle) => stacks[row].includes(needle) || abstracts?.[row].includes(needle));
      if (found && tests.every(([field, test]) => test(this.data[field][row]))) rows.push(row);
    }
    return rows;
  }

  sorted(rows) {
    const values = this.data[this.sort.field];
    const { direction } = this.sort;
    const compare = (a, b) => {
      if (values[a] === null || values[b] === null) return (values[a] === null) - (values[b] === null) || a - b;
      const order =
        typeof values[a] === "number" ? values[a] - values[b] : collator.compare(values[a], values[b]);
      return order * direction || a - b;
    };
    return rows.sort(compare);
  }

  async update() {
    const asked = (this.asked = (this.asked ?? 0) + 1);
    const rows = this.sorted(await this.matching());
    if (asked !== this.asked) return;
    this.rows = rows;
    const pages = Math.max(1, Math.ceil(rows.length / ROWS_ON_A_PAGE));
    this.page = Math.max(0, Math.min(this.page, pages - 1));
    const start = this.page * ROWS_ON_A_PAGE;
    const shown = rows.slice(start, start + ROWS_ON_A_PAGE);
    this.body.replaceChildren(...shown.map((row) => this.row(row)));
    this.nothing.hidden = rows.length > 0;
    this.body.parentElement.hidden = rows.length === 0;
    this.count.textContent = rows.length
      ? `${number.format(start + 1)}–${number.format(start + shown.length)} of ${number.format(rows.length)}`
      : "no rows";
    this.previous.disabled = this.page === 0;
    this.next.disabled = this.page >= pages - 1;
    this.orderBox.value = this.seen.findIndex(({ field }) => field === this.sort.field);
    for (const head of this.heads) {
      const own = head.dataset.field === this.sort.field;
      if (own) head.setAttribute("aria-sort", this.sort.direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  row(row) {
    const paper = this.paperOf(row);
    const address = paperAddress(this.papers, paper, this.isPapers() ? null : `${this.name}:${row}`);
    const open = (event) => {
      if (!event.target.closest("a, button") && !getSelection().toString()) location.hash = address;
    };
    const line = make("tr", { onclick: open });
    for (const column of this.seen) line.append(this.cell(column, row, address));
    if (!this.isPapers()) {
      const title = this.papers.title[paper] ?? "Untitled paper";
      const evidence = make("td", { class: "evidence", "data-label": "Evidence" });
      evidenceOf(this.name, this.data, row).then((sentence) => evidence.append(sentence));
      line.append(make("td", { class: "title", "data-label": "Paper" }, make("a", { href: address }, title)), evidence);
    }
    return line;
  }

  cell(column, row, address) {
    const value = this.data[column.field][row];
    const kinds = [column.number && "number", column.main && "main", column.choose && "short"];
    const isTitle = this.isPapers() && column.main;
    const cell = make("td", {
      class: [...kinds, isTitle && "title"].filter(Boolean).join(" ") || null,
      "data-label": column.label,
    });
    if (isTitle) cell.append(make("a", { href: address }, value ?? "Untitled paper"));
    else if (value === null || (this.isPapers() && value === 0)) cell.append(make("span", { class: "none" }, "–"));
    else if (column.url && webUrl(value)) {
      cell.append(make("a", { href: value, target: "_blank", rel: "noopener noreferrer" }, value));
    } else cell.append(column.write ? column.write(value) : typeof value === "number" ? number.format(value) : value);
    return cell;
  }

  /** Saves the rows found, in their order, with titles, ids and sentences. */
  async save() {
    const extra = this.isPapers() ? [] : ["paper_id", "title", "evidence"];
    const lines = [[...this.columns.map(({ field }) => field), ...extra]];
    for (const row of this.rows) {
      const values = this.columns.map(({ field }) => this.data[field][row]);
      if (!this.isPapers()) {
        const paper = this.data.paper[row];
        const sentence = await evidenceOf(this.name, this.data, row);
        values.push(this.papers.paper_id[paper], this.papers.title[paper], sentence.textContent);
      }
      lines.push(values);
    }
    const content = "\uFEFF" + lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
    const url = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
    make("a", { href: url, download: `${this.name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/** A cell of a CSV; one that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  let text = Array.isArray(value) ? value.join("; ") : String(value);
  if (typeof value !== "number" && /^[=+\-@\t\r\n＝＋－＠]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The address of a paper within this page, and of a fact of it. */
function paperAddress(papers, paper, fact = null) {
  const address = `#paper/${encodeURIComponent(papers.paper_id[paper])}`;
  return fact ? `${address}/${fact}` : address;
}
