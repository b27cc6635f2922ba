"use strict";
/* The charts, drawn by Vega-Lite as SVG in the page's own colours, each with its table. */

const CHARTS = SUMMARY.charts;

/** Colours and letters of all charts; the variables are those of the style sheet. */
const LOOK = {
  background: "transparent",
  font: getComputedStyle(document.body).fontFamily,
  padding: 2,
  view: { stroke: null },
  axis: {
    labelColor: "var(--quiet)", titleColor: "var(--quiet)", titleFontWeight: "normal", labelFontSize: 12,
    titleFontSize: 12, gridColor: "var(--line)", domain: false, ticks: false, labelPadding: 6, titlePadding: 10,
  },
  axisY: { labelLimit: 190 },
  legend: {
    labelColor: "var(--ink)", labelFontSize: 12, title: null, orient: "top", symbolStrokeWidth: 0, symbolSize: 90,
    columnPadding: 18, offset: 10,
  },
  scale: { barBandPaddingInner: 0.3 },
};

const narrow = () => innerWidth < 700;

function chartFigure(id) {
  const figure = document.getElementById(`chart-${id}`);
  return { figure, place: figure.querySelector(".chart"), note: figure.querySelector("figcaption p") };
}

/**
 * Draws a chart into its figure, or says that there is nothing to draw.
 * `table` gives its rows as a table: heads and cells. `onClick` is given the row of a mark.
 */
async function draw(id, { spec, rows, note, table, onClick, description }) {
  const { figure, place, note: noted } = chartFigure(id);
  figure.querySelector(".as-table")?.remove();
  noted.textContent = note ?? "";
  if (!rows.length) {
    place.replaceChildren(make("p", { class: "empty" }, "No such facts in these papers."));
    return;
  }
  const full = {
    description, width: "container", autosize: { type: "fit-x", contains: "padding" },
    data: { values: rows }, ...spec,
  };
  const drawn = await vegaEmbed(place, full, {
    mode: "vega-lite", renderer: "svg", actions: false, config: LOOK, tooltip: chartTip,
  });
  drawn.view.addEventListener("click", (_, item) => item?.datum && onClick?.(item.datum));
  figure.append(chartTable(table));
}

/** Text only: the values come from papers. */
function chartTip(_, event, __, value) {
  if (!value) {
    hideTip("chart-tip");
    return;
  }
  const pairs = Object.entries(value).filter(([, text]) => text !== null && text !== "" && text !== "null");
  const { clientX: left, clientY: y } = event;
  showTip("chart-tip", [definitions(pairs)], { left: left + 12, top: y, bottom: y });
}

function chartTable({ heads, rows }) {
  const place = make("div", { tabindex: "0" });
  const details = make("details", { class: "as-table" }, make("summary", {}, "As a table"), place);
  details.addEventListener("toggle", () => {
    if (place.firstChild) return;
    const line = (cells, tag) => make("tr", {}, ...cells.map((cell) => make(tag, {}, String(cell ?? "–"))));
    place.append(make("table", {}, make("thead", {}, line(heads, "th")), make("tbody", {}, ...rows.map((row) => line(row, "td")))));
  });
  return details;
}

async function openPaperOf({ paper }) {
  const papers = await tableOf("papers");
  if (paper < papers.paper_id.length) location.hash = paperAddress(papers, paper);
}

const fieldTip = (fields) =>
  Object.entries(fields).map(([title, field]) => ({ field, title, type: "nominal" }));

function sampled(rows) {
  const all = rows[0]?.of_all ?? 0;
  return rows.length < all ? ` Drawn are ${number.format(rows.length)} of ${number.format(all)}.` : "";
}

/* How large are the models: by year where papers are dated, else paper by paper. */

const ROLES = { proposed: "proposed by the paper", mentioned: "used or compared with", unnamed: "without a name" };

function drawModelSizes() {
  const rows = CHARTS.model_sizes.map((row) => ({
    ...row,
    size: shortNumber(row.value),
    whose: ROLES[row.role],
    year: /^\d{4}/.exec(row.published ?? "")?.[0] ?? null,
    spread: (((row.paper * 7919 + row.value) % 97) / 97) * 2 - 1,
  }));
  const dated = rows.filter(({ year }) => year);
  const byYear = dated.length * 2 >= rows.length && new Set(dated.map(({ year }) => year)).size > 1;
  const shown = byYear ? dated : byRank(rows);
  const undated = rows.length - shown.length;
  const size = {
    field: "value", type: "quantitative", scale: { type: "log", nice: false, padding: 12 }, title: null,
    axis: { labelExpr: "replace(format(datum.value, '~s'), 'G', 'B')", values: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13] },
  };
  const x = byYear
    ? { field: "year", type: "ordinal", title: null, axis: { labelAngle: 0, labelOverlap: true }, scale: { padding: 0.2 } }
    : {
        field: "rank", type: "quantitative", title: `${number.format(shown.at(-1)?.rank ?? 0)} papers, from the smallest model to the largest`,
        scale: { nice: false, padding: 12, zero: false }, axis: { labels: false, grid: false },
      };
  const color = {
    field: "whose", type: "nominal", sort: Object.values(ROLES),
    scale: { domain: Object.values(ROLES), range: ["var(--speedups)", "var(--models)", "var(--links)"] },
    legend: narrow() ? { columns: 1 } : {},
  };
  const points = {
    mark: { type: "point", filled: true, size: narrow() ? 45 : 70, opacity: 0.75, cursor: "pointer" },
    encoding: {
      x, y: size, color,
      shape: { field: "whose", type: "nominal", sort: Object.values(ROLES), scale: { domain: Object.values(ROLES), range: ["circle", "square", "diamond"] } },
      ...(byYear ? { xOffset: { field: "spread", type: "quantitative", scale: { domain: [-1.3, 1.3] } } } : {}),
      tooltip: fieldTip({ Model: "model", Parameters: "size", Qualifier: "qualifier", Scope: "scope", Paper: "title" }),
    },
  };
  const stems = {
    mark: { type: "rule", color: "var(--strong-line)" },
    encoding: { x, y: { aggregate: "min", ...size }, y2: { aggregate: "max", field: "value" }, detail: { field: "paper" } },
  };
  return draw("model-sizes", {
    rows: shown,
    spec: { height: 300, layer: byYear ? [points] : [stems, points] },
    note:
      `Parameters as the abstracts state them, on a logarithmic scale${byYear ? ", by year of publication" : ""}.` +
      (byYear && undated ? ` ${number.format(undated)} sizes in papers without a year are not drawn.` : "") +
      sampled(rows),
    table: {
      heads: ["Model", "Parameters", "Whose", "Published", "Paper"],
      rows: [...shown].sort((a, b) => b.value - a.value).slice(0, 200).map((r) => [r.model, r.size, r.whose, r.published, r.title]),
    },
    onClick: openPaperOf,
    description: "Model sizes in parameters, one point for each stated size.",
  });
}

/** The rows with the rank of their paper, by the largest size in it. */
function byRank(rows) {
  const largest = new Map();
  for (const { paper, value } of rows) largest.set(paper, Math.max(value, largest.get(paper) ?? 0));
  const order = [...largest].sort((a, b) => a[1] - b[1]).map(([paper]) => paper);
  const rank = new Map(order.map((paper, place) => [paper, place + 1]));
  return rows.map((row) => ({ ...row, rank: rank.get(row.paper) })).sort((a, b) => a.rank - b.rank);
}

/* How much faster, and how much is saved: every claim a point, the middle one a line. */

function strips(rows, medians, groups, colors, step = 40) {
  const domain = groups.map(({ group }) => group);
  const y = { field: "group", type: "nominal", sort: domain, title: null, axis: { grid: true, tickBand: "extent", labelLimit: narrow() ? 130 : 190 } };
  const crowded = rows.length > 300;
  const wide = rows.some(({ factor }) => factor > 1000);
  const x = {
    field: "factor", type: "quantitative", title: null, scale: { type: "log", nice: false, padding: 14 },
    axis: {
      labelExpr: "format(datum.value, '~s') + '×'", labelOverlap: true,
      values: wide ? [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7] : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    },
  };
  return {
    height: step * groups.length,
    layer: [
      {
        mark: { type: "point", filled: true, size: crowded ? 36 : 60, opacity: crowded ? 0.3 : 0.6, cursor: "pointer" },
        encoding: {
          y, x,
          yOffset: { field: "spread", type: "quantitative", scale: { domain: [-1.8, 1.8] } },
          color: { field: "hue", type: "nominal", legend: null, scale: colors },
          tooltip: fieldTip({ Factor: "text", Claim: "group", Bound: "bound", "What": "subject", "Against": "baseline", Paper: "title" }),
        },
      },
      {
        data: { values: medians },
        mark: { type: "tick", color: "var(--ink)", thickness: 2.5, size: 26 },
        encoding: { y, x: { ...x, field: "median" }, tooltip: fieldTip({ Claim: "group", Median: "median_text", Claims: "claims" }) },
      },
    ],
  };
}

const spreadOf = (row) => (((row.paper * 31 + Math.round(row.factor * 1000)) % 89) / 89) * 2 - 1;

function claimRows(rows, groupOf, hueOf) {
  return rows.map((row) => ({ ...row, group: groupOf(row), hue: hueOf(row), spread: spreadOf(row), bound: words(row.bound) }));
}

function medianRows(rows, groupOf) {
  return rows.map((row) => ({ ...row, group: groupOf(row), median_text: times(row.median) }));
}

const medianTable = (label, rows) => ({
  heads: [label, "Claims", "Median", "Largest"],
  rows: rows.map((row) => [row.group, number.format(row.claims), times(row.median), times(row.largest)]),
});

function drawSpeedups() {
  const groupOf = ({ phase, measure }) => `${phase === "unspecified" ? "any phase" : phase} · ${measure}`;
  const medians = medianRows(CHARTS.speedup_medians, groupOf);
  return draw("speedups", {
    rows: claimRows(CHARTS.speedups, groupOf, ({ phase }) => phase),
    spec: strips(CHARTS.speedups, medians, medians, {
      domain: ["inference", "training", "unspecified"], range: ["var(--speedups)", "var(--models)", "var(--links)"],
    }, Math.max(44, Math.min(80, 440 / medians.length))),
    note: `Claimed speedups by phase and measure, on a logarithmic scale; a line marks the median.${sampled(CHARTS.speedups)}`,
    table: medianTable("Phase and measure", medians),
    onClick: openPaperOf,
    description: "Claimed speedups as factors, one point for each claim, by phase and measure.",
  });
}

function drawResourceSavings() {
  const groupOf = ({ resource }) => resource;
  const medians = medianRows(CHARTS.resource_saving_medians, groupOf);
  return draw("resource-savings", {
    rows: claimRows(CHARTS.resource_savings, groupOf, () => "saving"),
    spec: strips(CHARTS.resource_savings, medians, medians, { domain: ["saving"], range: ["var(--resource_savings)"] }),
    note: `Before divided by after, by resource, on a logarithmic scale; a line marks the median.${sampled(CHARTS.resource_savings)}`,
    table: medianTable("Resource", medians),
    onClick: openPaperOf,
    description: "Claimed savings as factors, one point for each claim, by resource.",
  });
}

/* Bars: what is tested on, where links lead. */

function bars(field, sort, parts, colors, total) {
  const y = { field, type: "nominal", sort, title: null, axis: { labelLimit: narrow() ? 120 : 190 } };
  return {
    height: 24 * sort.length,
    layer: [
      {
        mark: { type: "bar", cornerRadiusEnd: 2, cursor: "pointer" },
        encoding: {
          y,
          x: { field: "count", type: "quantitative", title: null, axis: null, stack: "zero" },
          order: { field: "order" },
          color: { field: "part", type: "nominal", sort: parts, scale: { domain: parts, range: colors }, legend: narrow() ? { columns: 3 } : {} },
          tooltip: fieldTip({ Name: field, As: "part", Papers: "count" }),
        },
      },
      {
        data: { values: total },
        mark: { type: "text", align: "left", dx: 6, color: "var(--quiet)", fontSize: 12 },
        encoding: { y, x: { field: "total", type: "quantitative" }, text: { field: "total", format: "," } },
      },
    ],
  };
}

function drawBenchmarks() {
  const parts = ["evaluated", "introduced", "other"];
  const rows = CHARTS.benchmarks.flatMap((row) =>
    parts.map((part, order) => ({ benchmark: row.benchmark, part, order, count: row[part] })).filter(({ count }) => count),
  );
  const totals = CHARTS.benchmarks.map(({ benchmark, papers }) => ({ benchmark, total: papers }));
  return draw("benchmarks", {
    rows,
    spec: bars("benchmark", totals.map(({ benchmark }) => benchmark), parts, ["var(--benchmarks)", "var(--speedups)", "var(--strong-line)"], totals),
    note: "The benchmarks and datasets named in most papers, by what the paper does with them.",
    table: {
      heads: ["Benchmark", "Papers", ...parts],
      rows: CHARTS.benchmarks.map((row) => [row.benchmark, row.papers, ...parts.map((part) => row[part])]),
    },
    onClick: ({ benchmark }) => showSearch("benchmarks", benchmark),
    description: "Bars: in how many papers each benchmark is named.",
  });
}

function drawLinks() {
  const parts = ["code", "model", "dataset", "project", "other"];
  const hosts = [...new Set(CHARTS.link_hosts.map(({ host }) => host))];
  const rows = CHARTS.link_hosts.map((row) => ({ ...row, part: row.type, count: row.links, order: parts.indexOf(row.type) }));
  const totals = hosts.map((host) => ({ host, total: CHARTS.link_hosts.find((row) => row.host === host).host_links }));
  const colors = ["var(--models)", "var(--speedups)", "var(--benchmarks)", "var(--resource_savings)", "var(--strong-line)"];
  return draw("links", {
    rows,
    spec: bars("host", hosts, parts, colors, totals),
    note: "The hosts with most links to code, and what else is linked there.",
    table: { heads: ["Host", "Type", "Links"], rows: CHARTS.link_hosts.map(({ host, type, links }) => [host, type, links]) },
    onClick: ({ host }) => showSearch("links", host),
    description: "Bars: how many links lead to each host, by type.",
  });
}

/* Who scores best: a benchmark and a metric are chosen. */

const NO_METRIC = "metric not named";

function setUpScores() {
  const form = document.getElementById("scores-choice");
  const { benchmark, metric } = form.elements;
  const byBenchmark = Map.groupBy(CHARTS.scores, (row) => row.benchmark);
  const named = (rows) => new Set(rows.map((row) => row.model).filter(Boolean)).size;
  const mostComparable = [...Map.groupBy(CHARTS.scores.filter((row) => row.metric), (row) => `${row.benchmark}\n${row.metric}`).values()]
    .sort((a, b) => named(b) - named(a) || b.length - a.length)[0];
  form.hidden = !CHARTS.scores.length;
  for (const [name, rows] of byBenchmark) {
    benchmark.append(make("option", { value: name }, `${name} (${rows.length})`));
  }
  const fillMetrics = () => {
    const counts = Map.groupBy(byBenchmark.get(benchmark.value) ?? [], (row) => row.metric);
    const order = [...counts].sort((a, b) => b[1].length - a[1].length);
    metric.replaceChildren(
      ...order.map(([name, rows]) => make("option", { value: name }, `${name || NO_METRIC} (${rows.length})`)),
    );
  };
  const redraw = () => drawScores(benchmark.value, metric.value);
  benchmark.addEventListener("change", () => {
    fillMetrics();
    redraw();
  });
  metric.addEventListener("change", redraw);
  if (mostComparable) benchmark.value = mostComparable[0].benchmark;
  fillMetrics();
  return redraw();
}

function drawScores(benchmark, metric) {
  const found = CHARTS.scores.filter((row) => row.benchmark === benchmark && row.metric === metric);
  const lower = found[0]?.lower_is_better;
  found.sort((a, b) => (lower ? a.value - b.value : b.value - a.value));
  // a row each, also for the same model again: zero-width spaces tell the labels apart
  const rows = found.slice(0, 15).map((row, place) => ({
    ...row,
    score: `${decimals.format(row.value)}${row.text.includes("%") ? "%" : ""}`,
    label: (row.model ?? `“${row.title ?? "Untitled"}”`) + "\u200b".repeat(place),
  }));
  const y = {
    field: "label", type: "nominal", sort: null, title: null,
    axis: { labelLimit: narrow() ? 130 : 210, grid: true },
  };
  const x = { field: "value", type: "quantitative", title: null, scale: { zero: false, padding: 24 }, axis: { tickCount: 5, labelOverlap: true } };
  return draw("scores", {
    rows,
    spec: {
      height: 24 * rows.length,
      layer: [
        {
          mark: { type: "point", filled: true, size: 80, color: "var(--results)", opacity: 1, cursor: "pointer" },
          encoding: { y, x, tooltip: fieldTip({ Model: "model", Score: "score", Paper: "title", Published: "published" }) },
        },
        { mark: { type: "text", align: "left", dx: 9, color: "var(--quiet)", fontSize: 12 }, encoding: { y, x, text: { field: "score" } } },
      ],
    },
    note: `The best scores that abstracts report${lower ? "; lower is better" : ""}. Settings differ between papers.`,
    table: {
      heads: ["Model", "Score", "Published", "Paper"],
      rows: found.map((row) => [row.model, row.text, row.published, row.title]),
    },
    onClick: openPaperOf,
    description: "Scores on the chosen benchmark and metric, the best first.",
  });
}

function drawCharts() {
  return Promise.all([
    drawModelSizes(), drawSpeedups(), drawResourceSavings(), drawBenchmarks(), setUpScores(), drawLinks(),
  ]);
}
