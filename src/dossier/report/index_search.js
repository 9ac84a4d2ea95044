"use strict";
// Widths, brackets and capitals do not count; a folded text is as long as the text, so places hold.
const fold = (text) => text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  .replace(/[〔【]/g, "[").replace(/[〕】]/g, "]").replace(/\u3000/g, " ").toLowerCase();

for (const item of items) {
  item.head = fold([item.title, item.document, item.author, item.date, item.year, named(item.indicator), mark(item),
    ...item.photos].join("\n"));
}

// the words of the pages lie beside this file, a script to a box; they are asked for once they are wanted
const boxItems = new Map(data.boxes.map((box) => [box.number, items.filter((item) => item.box === box)]));
let asked = false, open = 0;
const absent = [];
function words(number, texts) {
  const owners = boxItems.get(number) || [];
  texts.forEach((text, place) => {
    if (owners[place]) Object.assign(owners[place], { text, body: fold(text) });
  });
}
function askForWords() {
  if (asked) return;
  asked = true;
  const waiting = [...data.boxes];
  open = waiting.length;
  const next = () => {
    const box = waiting.shift();
    if (!box) return;
    const script = make("script", { src: box.words });
    const done = (there) => {
      script.remove();
      open -= 1;
      if (!there) absent.push(box.number);
      if (waiting.length % 8 === 0 || !open) search();
      next();
    };
    script.onload = () => done(true);
    script.onerror = () => done(false);
    document.head.append(script);
  };
  for (let n = 0; n < 4; n++) next();
}

/** The text in parts, with every one of the wanted words marked. */
const marked = (wanted) => (text) => {
  const parts = [], folded = fold(text);
  let from = 0;
  while (from < text.length) {
    const hits = wanted.map((word) => [folded.indexOf(word, from), word.length]).filter(([at]) => at >= 0);
    if (!hits.length) break;
    const [at, length] = hits.reduce((a, b) => b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a);
    if (at > from) parts.push(text.slice(from, at));
    parts.push(make("mark", {}, text.slice(at, at + length)));
    from = at + length;
  }
  return [...parts, text.slice(from)];
};

// J07, 7 and 指标7 are the seventh of an indicator's kind; words stand in its title
function indicatorsNamed(wanted) {
  const number = wanted.match(/^(?:指标)?([a-z]?)0*(\d{1,3})$/);
  return data.indicators.filter((one) => {
    if (number) {
      const own = fold(one.code).match(/^([a-z]+)0*(\d+)$/);
      return own && own[2] === number[2] && (!number[1] || own[1] === number[1]);
    }
    return wanted.length > 1 && rows.has(one.code) && fold(one.title).includes(wanted);
  });
}

/** The pages (from 1) of an item on which all that its title does not say stands, else any of it. */
function pagesWith(item, wanted) {
  if (!item.body) return [];
  const rest = wanted.filter((word) => !item.head.includes(word));
  const looked = rest.length ? rest : wanted;
  const pages = item.body.split("\n").map((text, number) => [number + 1, text]);
  const all = pages.filter(([, text]) => looked.every((word) => text.includes(word)));
  return (all.length ? all : pages.filter(([, text]) => looked.some((word) => text.includes(word)))).map(([number]) => number);
}

function hit(item, number, wanted) {
  const text = item.text.split("\n")[number - 1], folded = fold(text);
  const at = Math.min(...wanted.map((word) => folded.indexOf(word)).filter((one) => one >= 0));
  const from = Math.max(0, at - 24), until = Math.min(text.length, at + 64);
  return make("span", { cls: "hit" }, small(item, number), link(place(item, number), `第${bears(item, number)}页`), from ? " ……" : " ",
    ...marked(wanted)(text.slice(from, until)), until < text.length ? "……" : "");
}

function hitsOf(item, wanted) {
  const pages = pagesWith(item, wanted);
  if (!pages.length) return [];
  const shown = make("div", { cls: "hits" }, pages.slice(0, 3).map((number) => hit(item, number, wanted)));
  if (pages.length > 3) {
    const more = make("button", { type: "button", cls: "more" }, `另有${pages.length - 3}页`);
    more.onclick = () => { more.replaceWith(...pages.slice(3).map((number) => hit(item, number, wanted))); };
    shown.append(more);
  }
  return [shown];
}

const MOST = 60;
function search() {
  const wanted = fold($("#search").value.trim());
  const panel = $("#found");
  panel.hidden = !wanted;
  if (!wanted) return;
  askForWords();
  const each = wanted.split(/\s+/);
  const score = (item) => {
    const title = fold(item.title), number = fold(item.document);
    if (title === wanted || number === wanted) return 0;
    if (title.includes(wanted) || number.includes(wanted)) return 1;
    return each.every((word) => item.head.includes(word)) ? 2 : 3;
  };
  const found = items.filter((item) => each.every((word) => item.head.includes(word) || (item.body && item.body.includes(word))))
    .map((item) => [score(item), item]).sort((a, b) => a[0] - b[0]);
  const known = indicatorsNamed(wanted);
  $("h2", panel).textContent = `找到 ${found.length} 件${known.length ? `，指标 ${known.length} 项` : ""}`
    + (open ? `（正文已载入 ${data.boxes.length - open}/${data.boxes.length} 盒）` : "");
  const silent = items.filter((item) => item.silent && !item.missing).length;
  $("#reach").textContent = [
    found.length > MOST ? `只列出前${MOST}件，请再加一个词。` : "",
    silent ? `${silent}件没有可搜索的文字（未识别的扫描件、照片等），只按题名、文号查找。` : "",
    absent.length ? `${absent.join("、")}盒的正文没有随附（index 文件夹），只按题名、文号查找。` : ""].join("");
  const focused = panel.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  $("ul", panel).replaceChildren(
    ...known.slice(0, 8).map((one) => {
      const to = make("a", { href: `#${one.code}` }, "指标 ", ...marked(each)(named(one.code)));
      to.onclick = () => { panel.hidden = true; if (location.hash === `#${one.code}`) follow(); };
      return make("li", {}, to, soft(one.asked ? `　${one.asked}` : ""));
    }),
    ...found.slice(0, MOST).map(([, item]) => entry(item, marked(each), hitsOf(item, each))));
  if (focused) {
    const same = [...panel.querySelectorAll("a")].find((one) => one.getAttribute("href") === focused);
    (same || $("#search")).focus();
  }
}

// #B07 opens an indicator, #q=… a search; any other place is one of the whole page
function follow() {
  let hash = location.hash.slice(1);
  try { hash = decodeURIComponent(hash); } catch { /* a % that somebody typed */ }
  if (hash.startsWith("q=")) {
    $("#search").value = hash.slice(2);
    search();
  } else if (indicators.has(hash)) {
    $("#found").hidden = true;
    chooseIndicator(hash);
  } else if (hash && hash !== "search") {
    close();
    const goal = document.getElementById(hash);
    if (goal) goal.scrollIntoView();
  } else if (!hash) {
    close();
  }
}

// index.html?q=体质健康 opens with that search, as #q=… does
$("#search").value = new URLSearchParams(location.search).get("q") || "";
search();
follow();
window.addEventListener("hashchange", follow);
$("#search").addEventListener("input", search);
$("#search").addEventListener("focus", () => { askForWords(); search(); });
$(".skip").onclick = (event) => { event.preventDefault(); $("#search").focus(); };
document.addEventListener("click", (event) => { if (!event.target.closest("nav")) $("#found").hidden = true; });
document.addEventListener("keydown", (event) => {
  const panel = $("#found");
  if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault(); $("#search").focus();
  } else if (event.key === "Escape") {
    if (panel.contains(document.activeElement)) {
      $("#search").focus();  // back to what was typed
    } else {
      close(); $("#search").value = ""; $("#search").blur(); search();
    }
  } else if (["ArrowDown", "ArrowUp", "Enter"].includes(event.key) && event.target.closest("nav") && !panel.hidden) {
    const links = [...panel.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && (at >= 0 || document.activeElement.tagName === "BUTTON")) return;  // it opens
    event.preventDefault();
    const next = event.key === "ArrowUp" ? links[at - 1] || $("#search") : links[at + 1] || links[at];
    if (next) next.focus();
  }
});
