
(() => {
  "use strict";
  const READABLE = 0.7;
  const byId = (id) => document.getElementById(id);
  const revisions = JSON.parse(byId("revisions").textContent);
  const known = new Map(revisions.map((revision) => [revision.id, revision]));
  const svg = byId("graph").querySelector("svg");
  const shapes = new Map([...svg.querySelectorAll(".revision")].map((shape) => [shape.dataset.revision, shape]));
  const boxes = new Map([...shapes].map(([id, shape]) => [id, boxOf(shape)]));
  const panel = byId("panel");
  let selected = null;
  let matches = [];
  let match = -1;

  document.body.classList.add("live");
  const view = viewport(byId("graph"), svg, (scale) => {
    byId("scale").value = Math.round(scale * 100) + "%";
  });

  function boxOf(shape) {
    const at = shape.transform.baseVal.getItem(0).matrix;
    const box = shape.querySelector(".box");
    return { x: at.e, y: at.f, width: box.width.baseVal.value, height: box.height.baseVal.value };
  }

  // View

  function home() {
    const scale = Math.min(1.2, view.fitScale());
    const first = [...boxes.values()].reduce((top, box) => (top && top.y <= box.y ? top : box), null);
    if (scale >= READABLE || !first) {
      view.place(view.size.width / 2, view.size.height / 2, scale, 0.5, 0.5);
    } else {
      const narrow = byId("graph").clientWidth < 600;
      view.place(first.x + first.width / 2, first.y, narrow ? READABLE : 1, 0.5, 0.12);
    }
  }

  function covered() {
    const free = byId("graph").clientWidth - panel.offsetWidth;
    return panel.hidden || free < 200 ? 0 : panel.offsetWidth;
  }

  function reveal(id, force) {
    const box = boxes.get(id);
    const frame = byId("graph").getBoundingClientRect();
    const { x, y, scale } = view.view();
    const seen = box.x >= x && box.x + box.width <= x + (frame.width - covered()) / scale
      && box.y >= y && box.y + box.height <= y + frame.height / scale && scale >= READABLE / 2;
    if (force || !seen) {
      const enough = Math.max(scale, READABLE);
      view.place(box.x + box.width / 2, box.y + box.height / 2, enough, 0.5, 0.4, covered());
    }
  }

  byId("zoom-in").addEventListener("click", () => view.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => view.zoom(0.8));
  byId("fit").addEventListener("click", () => view.place(view.size.width / 2, view.size.height / 2, view.fitScale(), 0.5, 0.5));
  byId("home").addEventListener("click", home);

  // Details

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function fact(name, values) {
    if (values.length === 0) return;
    const description = document.createElement("dd");
    description.append(...values);
    byId("panel-facts").append(element("dt", name), description);
  }

  function link(id) {
    const other = known.get(id);
    if (!other) return element("span", id + " (outside of this picture)");
    const made = element("a", id);
    made.href = "#" + encodeURIComponent(id);
    if (other.message) made.append(element("small", other.message));
    return made;
  }

  function texts(values) {
    return values.filter((value) => value !== null && value !== "").map((value) => element("span", value));
  }

  function code(target, sql, nothing) {
    target.textContent = sql === null || sql.trim() === "" ? nothing : sql;
    target.classList.toggle("none", sql === null || sql.trim() === "");
  }

  function fill(revision) {
    byId("panel-title").textContent = revision.id;
    byId("panel-message").textContent = revision.message ?? "(no message)";
    byId("panel-facts").replaceChildren();
    fact("State", texts([revision.state]));
    fact("Place", texts([revision.places.join(", ")]));
    fact("Down revisions", revision.downRevisions.map(link));
    fact("Followed by", revision.children.map(link));
    fact("Depends on", revision.dependsOn.map(link));
    fact("Needed by", revision.neededBy.map(link));
    fact("Labels", texts(revision.labels));
    fact("Branches", texts([revision.branches.join(", ")]));
    fact("Created", texts([revision.created]));
    fact("File", texts([revision.file]));
    code(byId("panel-upgrade"), revision.upgrade, "no statements");
    code(byId("panel-downgrade"), revision.downgrade, revision.downgrade === null ? "irreversible" : "no statements");
  }

  function mark(id) {
    svg.querySelectorAll(".selected, .near").forEach((each) => each.classList.remove("selected", "near"));
    selected = id;
    if (id === null) return;
    shapes.get(id).classList.add("selected");
    svg.querySelectorAll(".edge").forEach((edge) => {
      edge.classList.toggle("near", edge.dataset.newer === id || edge.dataset.older === id);
    });
  }

  function open(id) {
    fill(known.get(id));
    mark(id);
    panel.hidden = false;
    panel.scrollTop = 0;
    reveal(id, false);
    byId("panel-title").focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    const last = selected;
    panel.hidden = true;
    mark(null);
    history.replaceState(null, "", location.pathname + location.search);
    shapes.get(last)?.focus({ preventScroll: true });
  }

  function select(id) {
    const hash = "#" + encodeURIComponent(id);
    if (location.hash === hash) open(id);
    else location.hash = hash;
  }

  function follow() {
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    if (known.has(id)) open(id);
    else if (id === "") close();
  }

  for (const [id, shape] of shapes) {
    shape.setAttribute("tabindex", "0");
    shape.setAttribute("role", "button");
    shape.addEventListener("click", () => select(id));
    shape.addEventListener("focus", () => shape.matches(":focus-visible") && reveal(id, false));
    shape.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      select(id);
    });
  }
  byId("close").addEventListener("click", close);
  window.addEventListener("hashchange", follow);

  // Search

  const searchable = revisions.map((revision) => ({
    id: revision.id,
    text: [revision.id, revision.message ?? "", ...revision.labels].join("\n").toLowerCase(),
  }));

  function search() {
    const query = byId("query").value.trim().toLowerCase();
    matches = query === "" ? [] : searchable.filter((each) => each.text.includes(query)).map((each) => each.id);
    const found = new Set(matches);
    svg.classList.toggle("searching", query !== "");
    shapes.forEach((shape, id) => shape.classList.toggle("match", found.has(id)));
    match = -1;
    if (matches.length > 0) step(1);
    else {
      shapes.forEach((shape) => shape.classList.remove("found"));
      byId("found").value = query === "" ? "" : "none";
    }
  }

  function step(by) {
    if (matches.length === 0) return;
    match = (match + by + matches.length) % matches.length;
    shapes.forEach((shape, id) => shape.classList.toggle("found", id === matches[match]));
    byId("found").value = `${match + 1} of ${matches.length}`;
    reveal(matches[match], false);
  }

  byId("query").addEventListener("input", search);
  byId("query").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      step(-1);
    } else if (event.key === "Escape") {
      byId("query").value = "";
      search();
      byId("graph").focus();
      event.stopPropagation();
    }
  });
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    step(1);
  });
  byId("previous").addEventListener("click", () => step(-1));

  // Keys

  const keys = {
    "+": () => view.zoom(1.25),
    "=": () => view.zoom(1.25),
    "-": () => view.zoom(0.8),
    "0": home,
    "/": () => byId("query").focus(),
    ArrowUp: () => view.pan(0, 80),
    ArrowDown: () => view.pan(0, -80),
    ArrowLeft: () => view.pan(80, 0),
    ArrowRight: () => view.pan(-80, 0),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      byId("legend").open = false;
      close();
    } else if (Object.hasOwn(keys, event.key) && event.target.closest("input, pre") === null) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // Start

  const heads = revisions.filter((revision) => revision.places.includes("head")).length;
  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  byId("summary").textContent = `${count(revisions.length, "revision")}, ${count(heads, "head")}`;
  home();
  follow();
})();
