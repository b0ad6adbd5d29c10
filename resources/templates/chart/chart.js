// Pans, zooms and searches the drawing on the page. No library, no network.
(function () {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const stage = $("stage"), svg = stage.querySelector("svg");
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  const cards = new Map(CHART.cards.map((card) => [card.id, card]));
  let box = whole.slice(), chosen = null, hits = [], at = -1;

  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("preserveAspectRatio", "xMidYMid meet");

  function show() {
    svg.setAttribute("viewBox", box.map((n) => n.toFixed(2)).join(" "));
  }
  function perPixel() {
    return Math.max(box[2] / stage.clientWidth, box[3] / stage.clientHeight);
  }
  function shift(dx, dy) {
    const k = perPixel();
    box[0] += dx * k;
    box[1] += dy * k;
    show();
  }
  function point(event) {
    const matrix = svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }
  function zoom(factor, x, y) {
    const wide = Math.min(Math.max(box[2] * factor, 60), whole[2] * 8);
    const f = wide / box[2];
    if (x === undefined) { x = box[0] + box[2] / 2; y = box[1] + box[3] / 2; }
    box = [x - (x - box[0]) * f, y - (y - box[1]) * f, box[2] * f, box[3] * f];
    show();
  }
  function fit() { box = whole.slice(); show(); }
  function centre(id) {
    const node = $("entity-" + id);
    const place = node.transform.baseVal.consolidate().matrix;
    const wide = Math.min(box[2], Math.max(700, stage.clientWidth * 0.9));
    const high = wide * box[3] / box[2];
    box = [place.e - wide / 2, place.f - high / 2, wide, high];
    show();
  }

  // ----- choosing
  function clear() {
    document.querySelectorAll(".chosen,.lit").forEach((n) => n.classList.remove("chosen", "lit"));
    chosen = null;
    $("card").hidden = true;
  }
  function line(text, tag, kind) {
    const node = document.createElement(tag || "p");
    node.textContent = text;
    if (kind) node.className = kind;
    return node;
  }
  function choose(id, moves) {
    clear();
    const card = cards.get(id);
    if (!card) return;
    chosen = id;
    $("entity-" + id).classList.add("chosen");
    const said = $("said");
    said.replaceChildren(line(card.name, "h2"));
    if (card.kind) said.append(line(card.kind, "p", "kind"));
    card.lines.forEach((text) => said.append(line(text)));
    if (card.links.length) {
      said.append(line(CHART.words.links + " (" + card.links.length + ")", "p", "kind"));
      const list = document.createElement("ul");
      card.links.forEach((link) => {
        const drawn = $("link-" + link.line);
        if (drawn) drawn.classList.add("lit");
        const row = document.createElement("li"), button = document.createElement("button");
        button.append(link.name, line((link.out ? "→ " : "← ") + link.words, "small"));
        button.addEventListener("click", () => { choose(link.to, true); });
        row.append(button);
        list.append(row);
      });
      said.append(list);
    }
    $("card").hidden = false;
    if (moves) centre(id);
  }

  // ----- searching: without accents, case or spaces of no width
  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u200b-\u200d]/g, "")
      .replace(/[đĐ]/g, "d").replace(/[ໍ]າ/g, "ຳ").replace(/ํา/g, "ำ").toLowerCase();
  }
  const index = CHART.cards.map((card) =>
    ({ id: card.id, text: folded([card.name, card.kind].concat(card.lines).join("\n")) }));
  function search() {
    const words = folded($("search").value).split(/\s+/).filter(Boolean);
    hits = words.length
      ? index.filter((one) => words.every((word) => one.text.includes(word))).map((one) => one.id)
      : [];
    at = -1;
    const kept = new Set(hits);
    CHART.cards.forEach((card) => {
      $("entity-" + card.id).classList.toggle("dim", hits.length > 0 && !kept.has(card.id));
    });
    $("found").textContent = !words.length ? "" : hits.length
      ? CHART.words.found.replace("{n}", hits.length) : CHART.words.none;
    $("hits").replaceChildren(...hits.slice(0, 30).map((id) => {
      const row = document.createElement("li"), button = document.createElement("button");
      button.textContent = cards.get(id).name;
      button.addEventListener("click", () => { $("hits").hidden = true; choose(id, true); });
      row.append(button);
      return row;
    }));
    $("hits").hidden = !hits.length;
  }
  function next(step) {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    $("hits").hidden = true;
    choose(hits[at], true);
  }

  // ----- hands
  let held = null, far = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = [event.clientX, event.clientY];
    far = 0;
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const dx = event.clientX - held[0], dy = event.clientY - held[1];
    far += Math.abs(dx) + Math.abs(dy);
    if (far > 4) stage.classList.add("held");
    shift(-dx, -dy);
    held = [event.clientX, event.clientY];
  });
  window.addEventListener("pointerup", () => { held = null; stage.classList.remove("held"); });
  stage.addEventListener("click", (event) => {
    if (far > 4) return;
    const node = event.target.closest("[id^='entity-']");
    $("hits").hidden = true;
    if (node) choose(Number(node.id.slice(7)), false); else clear();
  });
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const spot = point(event);
    zoom(Math.pow(1.0015, event.deltaY), spot.x, spot.y);
  }, { passive: false });
  $("in").addEventListener("click", () => zoom(0.8));
  $("out").addEventListener("click", () => zoom(1.25));
  $("fit").addEventListener("click", fit);
  $("close").addEventListener("click", () => { clear(); stage.focus(); });
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { next(event.shiftKey ? -1 : 1); event.preventDefault(); }
    if (event.key === "Escape") { $("search").value = ""; search(); stage.focus(); }
  });

  // ----- keys: every item can be reached
  CHART.cards.forEach((card) => {
    const node = $("entity-" + card.id);
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", [card.name, card.kind].filter(Boolean).join(", "));
    node.addEventListener("focus", () => {
      if (!node.matches(":focus-visible")) return;
      const seen = node.getBoundingClientRect(), frame = stage.getBoundingClientRect();
      if (seen.left < frame.left || seen.right > frame.right ||
          seen.top < frame.top || seen.bottom > frame.bottom) centre(card.id);
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === $("search") || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
    const node = event.target.closest && event.target.closest("[id^='entity-']");
    if (moves[event.key]) shift(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(0.8);
    else if (event.key === "-") zoom(1.25);
    else if (event.key === "0") fit();
    else if (event.key === "/") $("search").focus();
    else if (event.key === "Escape") { clear(); $("hits").hidden = true; }
    else if ((event.key === "Enter" || event.key === " ") && node) {
      choose(Number(node.id.slice(7)), false);
    } else return;
    event.preventDefault();
  });
  show();
})();
