"use strict";
const at = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const panel = at("panel");
let opener = null, saying = 0;

function say(text) {
  at("said").textContent = text;
  at("said").hidden = !text;
  clearTimeout(saying);
  saying = setTimeout(() => { at("said").hidden = true; }, 6000);
}
async function send(address, value, method = "POST") {
  const answer = await fetch(address, { method, body: JSON.stringify(value) });
  if (!answer.ok) say(await answer.text());
  return answer.ok;
}

// while somebody types nothing is loaded anew; what is typed is saved first
const typing = () => all("form[data-change] [data-seen]").some((one) => one.value !== one.dataset.seen);
const reload = () => { if (!typing()) location.reload(); };
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-change]");
  if (!form) return;
  event.preventDefault();
  const inputs = all("[data-seen]", form), fields = {}, seen = {};
  for (const one of inputs) { fields[one.name] = one.value; seen[one.name] = one.dataset.seen; }
  try { sessionStorage.setItem("last", JSON.stringify(fields)); } catch { /* a browser that keeps nothing */ }
  const changed = inputs.some((one) => one.value !== one.dataset.seen);
  if (changed && !await send("/change", { key: form.dataset.change, fields, seen })) return;
  inputs.forEach((one) => { one.dataset.seen = one.value; });
  if (form.dataset.next) location.assign(form.dataset.next);
});
document.addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-next]");
  if (!form || event.key.toLowerCase() !== "d" || !event.ctrlKey) return;
  event.preventDefault();
  const last = JSON.parse(sessionStorage.getItem("last") || "{}");
  all("[data-seen]", form).forEach((one) => { if (!one.value && last[one.name]) one.value = last[one.name]; });
});

// the cell that is open stands in the address, so that loading anew and going back keep it
const chosen = () => decodeURIComponent(location.hash.slice(1));
async function show() {
  if (!panel) return;
  const key = chosen();
  all("[data-cell][aria-expanded]").forEach((one) => one.removeAttribute("aria-expanded"));
  if (!key.includes("/")) {
    panel.hidden = true;
    if (opener) (at(opener)?.querySelector("button"))?.focus();
    opener = null;
    return;
  }
  const answer = await fetch(`/cell?at=${encodeURIComponent(key)}`);
  if (!answer.ok) return say(await answer.text());
  const fresh = panel.hidden || panel.dataset.key !== key, top = panel.scrollTop;
  panel.innerHTML = await answer.text(); // escaped by the server
  panel.dataset.key = key;
  panel.hidden = false;
  panel.scrollTop = fresh ? 0 : top;
  const button = at(`at-${key}`)?.querySelector("button");
  button?.setAttribute("aria-expanded", "true");
  if (fresh) { opener = `at-${key}`; button?.scrollIntoView({ block: "nearest" }); panel.focus({ preventScroll: true }); }
}
function shut() { history.pushState(null, "", location.pathname); show(); }

// files go one after another, each as the body of a request of its own
async function put(place, files) {
  const asked = new URLSearchParams(place?.dataset.at ? { at: place.dataset.at } : {});
  if (place?.dataset.for) asked.set("for", place.dataset.for);
  for (const file of files) {
    say(document.documentElement.dataset.sending.replace("{name}", file.name));
    const answer = await fetch(`/files?${asked}`, { method: "PUT", body: file, headers: { "X-Name": encodeURIComponent(file.name) } });
    say(answer.ok ? await answer.text() : `${file.name}：${await answer.text()}`);
  }
  if (document.documentElement.dataset.guest) setTimeout(() => location.reload(), 3000);
  if (place?.dataset.at && panel) location.hash = encodeURIComponent(place.dataset.at);
}

function sift() {
  const wanted = at("filter").value.trim().toLowerCase();
  const kind = document.querySelector("[name=show]:checked").value;
  let any = false;
  for (const row of all("tr[data-row]")) {
    const cells = all("td", row).filter((cell) => kind !== "mine" || cell.classList.contains("mine"));
    const lacks = cells.some((cell) => cell.querySelector(".missing, .partly, .faulty, .unconfirmed, .queued"));
    row.hidden = !(row.dataset.row.toLowerCase().includes(wanted) && (kind === "all" || (cells.length && lacks)));
    any ||= !row.hidden;
  }
  for (const head of all("tr.group")) {
    let next = head.nextElementSibling;
    while (next && next.hidden && !next.classList.contains("group")) next = next.nextElementSibling;
    head.hidden = !next || next.classList.contains("group");
  }
  at("none").hidden = any;
}

document.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell) location.hash = encodeURIComponent(cell.dataset.cell);
  if (event.target.closest("[data-close]")) shut();
  const button = event.target.closest("[data-post]");
  if (button) press(button);
});
async function press(button) {
  const { post, key, all: list, undo } = button.dataset;
  const keys = list ? all("[data-key]", at(list)).filter((one) => one.dataset.post === post).map((one) => one.dataset.key) : [key];
  button.disabled = true;
  if (post === "/invite") {
    const { give, value: given, cellOf, codeOf } = button.dataset;
    if (await send(post, give ? { [give]: given } : { cell: cellOf, code: codeOf })) location.assign("/share");
    return;
  }
  const value = undo ? { key: undo } : button.dataset.build ? { what: button.dataset.build, code: button.dataset.code } : { keys };
  if (!await send(post, value)) button.disabled = false;
  else if (document.documentElement.dataset.guest) setTimeout(() => location.reload(), 2000);
}
document.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  put(event.target.closest("[data-at]"), [...event.target.files]);
  event.target.value = "";
});
for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault(); // a file that misses must not replace the page
  const place = event.target.closest?.("[data-at]");
  place?.classList.toggle("over", kind === "dragover");
  if (kind === "drop") put(place, [...event.dataTransfer.files]);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel && !panel.hidden) shut();
  const cell = event.target.closest?.("td");
  const row = cell?.parentElement, step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!cell || !step) return;
  const rows = all("tr[data-row]").filter((one) => !one.hidden);
  let y = rows.indexOf(row), x = cell.cellIndex, found = null;
  do {
    y += step[0]; x += step[1];
    found = rows[y]?.cells[x]?.querySelector("button");
  } while (!found && rows[y]?.cells[x]);
  if (found) { event.preventDefault(); found.focus(); }
});
window.addEventListener("hashchange", show);
window.addEventListener("popstate", show);
at("me")?.addEventListener("change", async (event) => {
  if (await send("/me", { name: event.target.value })) location.reload();
});
if (at("filter")) {
  at("filter").addEventListener("input", sift);
  all("[name=show]").forEach((one) => one.addEventListener("change", sift));
}

const heard = {
  said: say,
  build: ({ running, stage, done, total, name }) => {
    if (!at("build")) return;
    if (at("build").dataset.running !== String(running)) return reload();
    at("stage").textContent = stage ? `${stage} ${done}/${total}` : "";
    at("what").textContent = name;
    if (total) { at("far").max = total; at("far").value = done; } else at("far").removeAttribute("value");
  },
  waiting: ([count, why]) => {
    const words = document.documentElement.dataset.waits.replace("{count}", count);
    at("waits").textContent = why ? `${words}：${why}` : words;
    at("waits").hidden = !count;
    if (!count && location.pathname === "/log") location.reload();
  },
  life: (life) => { if (life !== document.documentElement.dataset.life) location.reload(); },
  view: ({ version, anew, cells, have, need, inbox }) => {
    const root = document.documentElement;
    root.dataset.life = `${root.dataset.life.split(".")[0]}.${version}`;
    if (anew || !panel) return reload();
    at("inbox").textContent = inbox; at("inbox").hidden = !inbox;
    at("have").textContent = have; at("need").textContent = need;
    at("bar").max = need || 1; at("bar").value = have;
    for (const [key, html] of Object.entries(cells)) {
      const place = at(`at-${key}`), had = place.contains(document.activeElement);
      place.innerHTML = html;
      if (had) place.querySelector("button").focus();
    }
    sift();
    if (!panel.hidden && !typing()) show();
  },
};
// a guest's page hears nothing, for what is told is everybody's
if (!document.documentElement.dataset.guest) (function listen() {
  const told = new WebSocket(`ws://${location.host}/socket`);
  told.onopen = () => { at("lost").hidden = true; };
  told.onmessage = (event) => { const [what, value] = JSON.parse(event.data); heard[what]?.(value); };
  told.onclose = () => { at("lost").hidden = false; setTimeout(listen, 1000); };
})();
show();
