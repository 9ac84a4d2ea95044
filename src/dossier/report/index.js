"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (selector, within = document) => within.querySelector(selector);
const make = (tag, options = {}, ...children) => {
  const { cls, attributes, ...rest } = options;
  const node = Object.assign(document.createElement(tag), rest);
  if (cls) node.className = cls;
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== ""));
  return node;
};
const soft = (...words) => make("span", { cls: "soft" }, ...words);
const head = (...names) => make("thead", {}, make("tr", {}, names.map((name) => make("th", { scope: "col" }, name))));
const WORDS = { complete: "✓", partly: "◐", missing: "✗" };
const STATES = { complete: "齐全", partly: "不全", missing: "缺" };
// browsers of offices are old: nothing here is younger than 2020
const lastOf = (list) => list[list.length - 1];
const LAST = lastOf(data.school_years);
const internal = data.internal;  // null in the edition for inspectors

const indicators = new Map(data.indicators.map((one) => [one.code, one]));
// what is not verified bears a sign, which is explained once
const named = (code) => (indicators.get(code) || { title: code }).title.replace("（未核实）", "＊");
const titled = (code) => {
  const [first, ...rest] = named(code).split(" ");
  return rest.length ? [make("span", { cls: "code" }, first), ` ${rest.join(" ")}`] : [first];
};
const items = data.boxes.flatMap((box) => box.items.map((item, place) => ({ ...item, box, place })));
const lineage = (code) => {
  const line = [];
  for (let at = code; at && !line.includes(at); at = (indicators.get(at) || {}).parent) line.push(at);
  return line;
};
const beneath = new Map();  // the items of an indicator and of all below it
for (const item of items) {
  for (const code of lineage(item.indicator)) beneath.set(code, [...(beneath.get(code) || []), item]);
}
const of = (code) => beneath.get(code) || [];
const place = (item, number = 1) => `${item.box.file}#page=${item.box.front + item.start + number - 1}`;
const mark = (item) => `${item.box.number}盒${item.code}件`;
// what a page bears: the number in its box
const bears = (item, number) => item.labels ? item.labels[number - 1] || "—" : String(parseInt(item.span, 10) + number - 1);
const link = (href, ...words) => make("a", { href, target: "_blank", rel: "noopener" }, ...words);
const short = (year) => year.replace("学年度", "");

function entry(item, told = (text) => [text], hits = []) {
  const about = [item.document, item.author, item.date, item.year, named(item.indicator)];
  return make("li", {},
    link(place(item), ...told(item.title)),
    item.missing ? make("span", { cls: "tag missing" }, "缺") : "",
    item.film ? make("a", { href: item.film.split("/").map(encodeURIComponent).join("/"), target: "_blank",
      rel: "noopener", cls: "tag" }, "播放") : "",
    item.remark ? make("span", { cls: "tag" }, item.remark) : "",
    soft(`　${mark(item)}　第${item.span}页`), make("br"),
    soft(...told(about.filter(Boolean).join("　"))), hits);
}

// what an inspector ticks and writes stays in this browser, for this school and standard
const KEPT = `dossier ${data.school} ${data.standard}`;
const notes = (() => {
  try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; }
})();
function keep(code, change) {
  notes[code] = { ...notes[code], ...change };
  if (!notes[code].seen && !notes[code].note) delete notes[code];
  try { localStorage.setItem(KEPT, JSON.stringify(notes)); } catch { /* a browser that keeps nothing */ }
  told();
}
function told() {
  const codes = Object.keys(notes).sort();
  $("#marks").hidden = !codes.length;
  $("#marks ul").replaceChildren(...codes.map((code) => make("li", {},
    `${notes[code].seen ? "☑" : "☐"} `, make("a", { href: `#${code}` }, named(code)), make("br"), soft(notes[code].note || ""))));
  for (const button of document.querySelectorAll("#map button.name")) {
    const { code } = button.dataset;
    button.replaceChildren(...(notes[code] && notes[code].seen ? ["☑ "] : []), ...titled(code));
  }
}
$("#save").onclick = () => {
  const lines = Object.keys(notes).sort().map((code) =>
    `${notes[code].seen ? "已看" : "未看"}\t${named(code)}\t${(notes[code].note || "").replace(/\s+/g, " ")}`);
  const text = `\ufeff${data.school} 查看记录\n${data.standard}\n${lines.join("\n")}\n`;
  make("a", { href: `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`,
    download: `${data.school}查看记录.txt` }).click();
};

// the figures of an indicator: a line for each 学段, a result for each year
const series = new Map();
data.results.forEach((one, number) => {
  const key = `${one.indicator}|${one.stage}`;
  if (!series.has(key)) series.set(key, { code: one.indicator, stage: one.stage, years: new Map() });
  series.get(key).years.set(one.year, { ...one, cells: internal ? internal.cells[number] : [] });
});
const lines = [...series.values()];
const seriesOf = (code) => lines.filter((one) => one.code === code);
const newest = (line) => lastOf([...line.years.values()]);

/** The papers that prove a figure: of its own year, else of any, else those of the indicator above. */
function proofs(code, year) {
  for (const at of lineage(code)) {
    const there = of(at).filter((item) => !item.missing);
    const own = there.filter((item) => !item.chapter && item.year === year);
    const whole = there.filter((item) => !item.chapter && !item.year);
    const found = [own, whole, there.filter((item) => item.year === year), there].find((some) => some.length);
    if (found) return found;
  }
  return [];
}

function valueCell(line, year, last) {
  const one = line.years.get(year);
  if (!one) return make("td", { cls: "soft" }, "—");
  return make("td", {},
    make("span", { cls: `value ${one.met === false ? "no" : ""}` }, one.value, one.met === false ? " ✗" : one.met ? " ✓" : ""),
    one.threshold && one.threshold !== last.threshold ? soft(`标准 ${one.threshold}`) : "",
    one.margin ? soft(`差距 ${one.margin}`) : "",
    proofs(line.code, year).slice(0, 2).map((item) => make("a", { href: place(item), target: "_blank", rel: "noopener",
      title: item.title }, `${mark(item)}第${item.span}页`)));
}

/** Three years as bars, and the line to be reached. */
function trend(line) {
  const found = data.school_years.map((year) => line.years.get(year));
  const number = (text) => parseFloat((text.match(/-?[\d,]+(\.\d+)?/) || [""])[0].replace(/,/g, ""));
  const values = found.map((one) => one ? number(one.value) : NaN);
  const bar = number(newest(line).threshold);
  if (values.filter((value) => value >= 0).length < 2) return "";
  const most = Math.max(...values.filter((value) => value >= 0), bar || 0) || 1;
  const draw = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const svg = draw("svg", { width: 74, height: 34, class: "trend", role: "img",
    "aria-label": `${line.stage}三年：${found.map((one) => one ? one.value : "无").join("、")}` });
  values.forEach((value, n) => {
    if (!(value >= 0)) return;
    const high = Math.max(1, 30 * value / most);
    const state = found[n].met === null ? "watch" : found[n].met ? "" : "no";
    svg.append(draw("rect", { x: 4 + n * 24, y: 33 - high, width: 15, height: high, class: state }));
  });
  if (bar >= 0) svg.append(draw("line", { x1: 0, x2: 74, y1: 33 - 30 * bar / most, y2: 33 - 30 * bar / most }));
  return svg;
}

function figures() {
  if (!lines.length) { $("#figures").hidden = $('nav a[href="#figures"]').hidden = true; return; }
  $("#figures thead").replaceWith(head("指标", "学段", "标准", ...data.school_years.map(short), "过程"));
  for (const line of lines) {
    const last = newest(line);
    $("#figures tbody").append(make("tr", { cls: "years" },
      make("th", { scope: "row" }, make("a", { href: `#${line.code}` }, named(line.code))),
      make("td", { cls: "short" }, line.stage), make("td", { cls: "short" }, last.threshold || "监测"),
      data.school_years.map((year) => valueCell(line, year, last)),
      make("td", { cls: "soft" }, make("details", {}, make("summary", {}, "计算过程"),
        [...line.years.values()].map((one) => make("p", {}, `${short(one.year)}　${one.working}`))))));
  }
}

const fact = (name, ...words) => words.some(Boolean) ? [make("dt", {}, name), make("dd", {}, ...words)] : [];
const table = (...parts) => make("div", { cls: "scroll", tabIndex: 0, attributes: { role: "region", "aria-label": "逐年数据" } },
  make("table", { cls: "years" }, ...parts));

/** Everything of one indicator on one page: what is asked, the figures, points, proof and who. */
function sheet(code) {
  const one = indicators.get(code);
  const own = seriesOf(code);
  const rates = one.rates || [];
  const unmet = own.filter((line) => newest(line).met === false);
  const met = own.some((line) => newest(line).met !== null);
  const said = met ? (unmet.length ? "未达标" : "达标") : one.verdict;
  const gaps = of(code).filter((item) => item.missing).length;
  const big = (label, value, cls = "") => value ? make("div", {}, soft(label), make("span", { cls: `big ${cls}` }, value)) : "";
  const parts = [make("div", { cls: "verdict" },
    big(met ? "结论" : "自评结论", said, said === "达标" ? "yes" : said ? "no" : ""),
    big("分值", one.full), big("自评分", one.score, one.score === one.full ? "yes" : "no"),
    big("佐证", `${of(code).length - gaps}件`), gaps ? big("缺件", `${gaps}件`, "no") : "", big("责任人", one.owner)),
  make("dl", { cls: "facts" }, fact("要求", one.asked), fact("出处", one.source),
    one.line !== one.source ? fact("标准值出处", one.line) : [],
    (one.lost || []).flatMap((why) => fact("扣分依据", why)), (one.wanting || []).flatMap((why) => fact("存在问题", why)),
    (one.needs || []).flatMap((what) => fact("达标所缺", what)))];
  if (own.length) {
    parts.push(make("h3", {}, "逐年数据"), table(head("学段", "标准", ...data.school_years.map(short), "趋势"),
      make("tbody", {}, own.map((line) => make("tr", {}, make("th", { scope: "row" }, line.stage),
        make("td", { cls: "short" }, newest(line).threshold || "监测"),
        data.school_years.map((year) => valueCell(line, year, newest(line))), make("td", {}, trend(line)))))),
    make("h3", {}, "计算过程"), one.formula ? make("p", { cls: "formula" }, make("b", {}, "公式　"), one.formula) : "",
    own.map((line) => make("p", { cls: "formula" }, make("b", {}, `${line.stage}　${short(newest(line).year)}　`), newest(line).working,
      newest(line).cells.length ? soft(make("br"), `取数：${newest(line).cells.join("、")}`) : "")));
    const earlier = own.flatMap((line) => [...line.years.values()].slice(0, -1).map((r) => [line, r]));
    if (earlier.length) {
      parts.push(make("details", {}, make("summary", {}, "以前年度的计算过程"), earlier.map(([line, r]) =>
        make("p", { cls: "formula" }, make("b", {}, `${line.stage}　${short(r.year)}　`), r.working))));
    }
  }
  if (rates.length) {
    const years = [...new Set(rates.flatMap((rate) => rate.values.map(([year]) => year)))];
    parts.push(make("h3", {}, "评分数据"), table(head("项目", "学段", "要求", ...years.map(short), "评分"),
      make("tbody", {}, rates.map((rate) => {
        const values = new Map(rate.values);
        return make("tr", {}, make("th", { scope: "row" }, rate.item), make("td", { cls: "short" }, rate.stage),
          make("td", {}, rate.asked), years.map((year) => make("td", {},
            make("span", { cls: "value" }, values.get(year) || "—"),
            values.has(year) ? proofs(code, year).slice(0, 2).map((item) => make("a", { href: place(item), target: "_blank",
              rel: "noopener", title: item.title }, `${mark(item)}第${item.span}页`)) : "")),
          make("td", { cls: rate.lost ? "missing" : "complete" }, rate.lost ? "扣分" : "不扣分"));
      }))), rates.map((rate) => make("p", { cls: "formula" }, make("b", {}, `${rate.item}　`), rate.working)));
  }
  if (one.ledger) {
    parts.push(make("h3", {}, "整改台账"), make("div", { cls: "scroll", tabIndex: 0, attributes: { role: "region", "aria-label": "整改台账" } },
      make("table", {}, head("存在问题", "整改措施", "责任人", "完成时限", "状态"), make("tbody", {}, one.ledger.map((row) =>
        make("tr", {}, make("td", {}, row.problem), make("td", {}, row.measure), make("td", { cls: "short" }, row.person),
          make("td", { cls: "short" }, row.deadline), make("td", { cls: "short" }, row.status)))))));
  }
  const below = data.indicators.filter((other) => other.parent === code && rows.has(other.code));
  if (below.length) {
    parts.push(make("h3", {}, "下级指标"), make("ul", { cls: "items" }, below.map((other) => make("li", {},
      make("a", { href: `#${other.code}` }, named(other.code)), soft(other.asked ? `　${other.asked}` : "")))));
  }
  const shown = of(code).filter((item) => item.picture && !item.missing).slice(0, 8);
  if (shown.length) {
    parts.push(make("h3", {}, "佐证页面"), make("div", { cls: "pictures" }, shown.map((item) =>
      link(place(item), small(item, 1), item.title))));
  }
  return parts;
}

function openPoints(code) {
  const open = internal ? internal.problems.filter((problem) => lineage(problem.indicator).includes(code)) : [];
  if (!open.length) return [];
  return [make("h3", {}, `未了事项（${open.length}）`), make("ul", { cls: "items" }, open.map((problem) => make("li", {}, problem.message)))];
}

/** A page of an item, drawn small: one of the pictures that stand beneath each other in one file. */
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    const file = new Image();
    file.onload = () => { target.style.backgroundImage = `url("${target.dataset.file}")`; };
    file.onerror = () => target.remove();  // copies to show have none
    file.src = target.dataset.file;
  }
}, { rootMargin: "300px" });
function small(item, number) {
  if (!item.picture || number > item.picture.pages) return "";
  const node = make("span", { cls: "small", attributes: { role: "img", "aria-label": `${item.title}第${bears(item, number)}页` } });
  node.dataset.file = item.picture.file;
  node.style.backgroundPosition = item.picture.pages > 1 ? `0 ${100 * (number - 1) / (item.picture.pages - 1)}%` : "0 0";
  seen.observe(node);
  return node;
}

let back = 0;  // how far down the page one was
function close() {
  if ($("#chosen").hidden) return;
  $("#chosen").hidden = true;
  document.body.classList.remove("one");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  window.scrollTo(0, back);
}

function choose(title, chosen, code, period = null) {
  const panel = $("#chosen");
  const shut = make("button", { cls: "close plain", type: "button", onclick: close }, "返回总览（Esc）");
  const order = [...rows];
  const beside = period === null ? [[order.indexOf(code) - 1, "‹ "], [order.indexOf(code) + 1, "› "]] : [];
  const own = notes[code] || {};
  const tick = make("input", { type: "checkbox", checked: Boolean(own.seen) });
  tick.onchange = () => keep(code, { seen: tick.checked });
  const note = make("textarea", { rows: 2, value: own.note || "", placeholder: "查看意见（只存在本机）",
    attributes: { "aria-label": "查看意见" } });
  note.onchange = () => keep(code, { note: note.value.trim() });
  panel.replaceChildren(
    make("div", { cls: "way" }, beside.filter(([at]) => order[at]).map(([at, sign]) =>
      make("a", { cls: "plain", href: `#${order[at]}`, title: named(order[at]) }, sign + order[at])), shut),
    soft(lineage((indicators.get(code) || {}).parent).reverse().map(named).join(" › ")),
    make("h2", {}, ...titled(code), period === null ? "" : `　${title}`),
    ...(period === null ? sheet(code).flat(9).filter(Boolean) : []),
    make("h3", {}, `佐证材料（${chosen.length}件）`),
    chosen.length ? make("ul", { cls: "items" }, chosen.map((item) => entry(item))) : make("p", {}, "这里没有材料。"),
    ...openPoints(code),
    make("h3", {}, "查看记录"), make("p", {}, make("label", {}, tick, " 已看")), note);
  if (panel.hidden) back = window.scrollY;
  panel.hidden = false;
  document.body.classList.add("one");
  window.scrollTo(0, 0);
  panel.focus({ preventScroll: true });
}
const chooseIndicator = (code) => choose("", of(code), code);

/** Whether an indicator is met, or what points it has. */
function standing(one) {
  const ends = seriesOf(one.code).map(newest);
  const met = ends.some((end) => end.met === false) ? "未达标" : ends.some((end) => end.met) ? "达标" : ends.length ? "监测" : "";
  const full = one.score === one.full;
  return make("td", { cls: "standing" }, met ? make("span", { cls: met === "未达标" ? "no" : met === "达标" ? "yes" : "soft" }, met) : "",
    one.score ? make("span", { cls: full ? "yes" : "no" }, `${one.score}/${one.full}分`) : "");
}

const rows = new Set();  // the indicators that have one in the matrix
function heat() {
  const periods = [...new Set(data.matrix.map((cell) => cell.period))];
  const order = ["", ...data.school_years, ...data.fiscal_years];
  periods.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  $("#map thead").replaceWith(head("指标", "结论或得分", ...periods.map((one) => one ? short(one) : "一次")));
  const cells = new Map(data.matrix.map((cell) => [`${cell.indicator}|${cell.period}`, cell]));
  const told = new Set([...data.matrix, ...items, ...data.results].flatMap((one) => lineage(one.indicator)));
  for (const one of data.indicators) {
    if (!told.has(one.code)) continue;
    rows.add(one.code);
    const name = make("button", { cls: "name", type: "button" });
    name.dataset.code = one.code;
    name.onclick = () => { location.hash = one.code; };
    const row = make("tr", one.parent ? {} : { cls: "group" }, make("th", { scope: "row" }, name), standing(one));
    for (const period of periods) {
      const cell = cells.get(`${one.code}|${period}`);
      const box = make("td", { cls: "cell" });
      if (cell) {
        box.dataset.period = period ? short(period) : "一次";
        const button = make("button", { type: "button", cls: cell.state,
          title: `${named(one.code)}　${period || "一次"}：${STATES[cell.state]}` }, `${WORDS[cell.state]} ${cell.have}/${cell.need}`);
        button.onclick = () => choose(period || "一次",
          of(one.code).filter((item) => item.requirement && item.year === period), one.code, period);
        box.append(button);
      }
      row.append(box);
    }
    $("#map tbody").append(row);
  }
}

const left = (days, over) => days === null ? "" : days > 0 ? `还有${days}天` : days ? `${over}${-days}天` : "就在今天";

function tasks() {
  const { day, milestones, sheets } = internal ? internal.tasks : { sheets: [] };
  if (!sheets.length) { for (const one of ["#tasks", 'nav a[href="#tasks"]']) $(one).remove(); return; }
  const points = milestones.map((one) =>
    [one.name, one.day, one.left === null ? "" : `（${left(one.left, "已过")}）`].join(" ").trim());
  $("#tasks p").textContent = [day ? `截至 ${day}` : "", ...points].filter(Boolean).join("　");
  for (const sheet of sheets) {
    const late = sheet.errands.filter((one) => one.left !== null && one.left < 0).length;
    const body = make("tbody");
    for (const one of sheet.errands) {
      const over = one.left !== null && one.left < 0;
      body.append(make("tr", {}, make("td", {}, one.text), make("td", { cls: "soft" }, one.place),
        make("td", { cls: "short" }, sheet.person ? "" : one.person),
        make("td", { cls: "short" }, one.deadline,
          one.left === null ? "" : make("span", { cls: `tag ${over ? "missing" : ""}` }, left(one.left, "逾期")))));
    }
    $("#tasks div").append(make("details", {}, make("summary", {},
      `${sheet.person ? "" : "【小组】"}${sheet.name}（${sheet.errands.length}）`,
      late ? make("span", { cls: "tag missing" }, `逾期${late}`) : ""),
      make("div", { cls: "scroll" }, make("table", {}, head("要办的事", "放到哪里、在哪里改", "责任人", "完成时限"), body))));
  }
}

function gaps() {
  // the edition for inspectors has null: what is missing is seen, how it is mended is the school's
  $("#internal").hidden = !internal;
  if (!internal) {
    for (const one of ["#gaps", 'nav a[href="#gaps"]']) $(one).remove();
    return;
  }
  const groups = new Map();
  for (const one of internal.problems) {
    const key = [one.group || "（未落实责任人）", one.person].filter(Boolean).join("　");
    groups.set(key, [...(groups.get(key) || []), one]);
  }
  if (!groups.size) $("#gaps div").append(make("p", {}, "没有发现问题。"));
  for (const [owner, ones] of groups) {
    $("#gaps div").append(make("h3", {}, `${owner}（${ones.length}）`),
      make("ul", { cls: "items" }, ones.map((one) => make("li", {},
        make("span", { cls: `tag ${one.severity === "error" ? "missing" : "partly"}` },
          one.severity === "error" ? "须改" : "提醒"), ` ${one.message}`, make("br"),
        soft([named(one.indicator), one.place].filter(Boolean).join("　"))))));
  }
}

function photos() {
  const shown = items.filter((item) => item.photos.length);
  if (!shown.length) $("#photos").hidden = $('nav a[href="#photos"]').hidden = true;
  for (const item of shown) {
    const picture = small(item, 1);
    if (picture) picture.onclick = () => window.open(place(item));
    $("#photos ul").append(make("li", {}, picture, link(place(item), item.title),
      soft(`　${mark(item)}　第${item.span}页`), item.photos.map((one) => make("span", { cls: "caption" }, one))));
  }
}

function boxes() {
  for (const box of data.boxes) {
    $("#boxes tbody").append(make("tr", {}, make("td", { cls: "code" }, box.number), make("td", {}, link(box.file, box.title)),
      make("td", {}, String(box.items.length)), make("td", {}, String(box.pages)),
      make("td", {}, box.missing ? make("span", { cls: "tag missing" }, String(box.missing)) : "—")));
  }
}

/** What an inspector asks first: how much is met, and what is not. */
function answers() {
  const to = (code, cls, name = named(code)) => make("a", { href: `#${code}`, cls, title: name, attributes: { "aria-label": name } });
  const bar = (have, need) => make("div", { cls: "parts" }, make("span", { attributes: { style: `flex:${have}` } }),
    need > have ? make("span", { cls: "no", attributes: { style: `flex:${need - have}` } }) : "");
  const card = (label, value, whole, cls, parts) => $("#numbers").append(make("li", { cls }, make("span", { cls: "label" }, label),
    make("b", {}, value, whole ? make("small", {}, `/${whole}`) : ""), parts));
  const [met, count] = data.met;
  if (count) {
    const codes = [...new Set(data.results.filter((one) => one.met !== null && one.year === LAST).map((one) => one.indicator))];
    const fails = new Set(data.results.filter((one) => one.met === false && one.year === LAST).map((one) => one.indicator));
    card("办学条件等指标达标（项）", String(met), String(count), met < count ? "bad" : "good",
      make("div", { cls: "parts" }, codes.map((code) => to(code, fails.has(code) ? "no" : ""))));
  }
  if (data.points.length) {
    const [points, full] = data.points.map((text) => parseFloat(text.replace(/,/g, "")));
    card("自评得分", data.points[0], data.points[1], points < full ? "" : "good", bar(points, full));
  }
  if (data.content) card(make("a", { href: "#q=满意度" }, "满意率"), data.content, "", "", bar(parseFloat(data.content), 100));
  const { have, need } = data.evidence;
  card("材料齐全（件）", String(have), String(need), have < need ? "bad" : "good", bar(have, need));
  const red = [];
  const short = lines.filter((line) => newest(line).met === false && newest(line).year === LAST);
  if (short.length) {
    red.push(make("p", {}, make("b", {}, "未达标"), make("span", {}, short.map((line) => make("a", { href: `#${line.code}` },
      `${named(line.code)}（${line.stage}）${newest(line).value}，标准 ${newest(line).threshold}`)))));
  }
  const lost = data.indicators.filter((one) => one.score && one.score !== one.full);
  if (lost.length) {
    red.push(make("p", {}, make("b", {}, "扣分"), make("span", {}, lost.map((one) =>
      make("a", { href: `#${one.code}` }, `${named(one.code)}（${one.score}/${one.full}）`)))));
  }
  const missing = items.filter((item) => item.missing);
  if (missing.length) {
    red.push(make("p", {}, make("b", {}, `缺${missing.length}件`), make("span", {}, missing.slice(0, 12).map((item) =>
      link(place(item), `${item.title}（${mark(item)}）`)), missing.length > 12 ? "……" : "")));
  }
  const problems = internal ? internal.problems.length : 0;
  if (problems) red.push(make("p", {}, make("b", {}, `问题${problems}条`), make("span", {}, make("a", { href: "#gaps" }, "逐条列在“问题与责任人”"))));
  $("#red").replaceChildren(...red);
  $("#red").hidden = !red.length;
}

$("#school").textContent = `${data.school}　迎检档案索引`;
const pageCount = data.boxes.reduce((sum, box) => sum + box.pages, 0);
$("#standard").textContent = `${data.standard}　·　${data.boxes.length}盒 ${items.length}件 ${pageCount}页`;
document.title = `${data.school} 迎检档案索引`;
heat(); answers(); figures(); tasks(); gaps(); photos(); boxes(); told();
