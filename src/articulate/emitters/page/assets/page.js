"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("scripted");

  // ---- the map: chains, choice, keyboard ------------------------------------------------------

  const map = one(".course-map");
  const frame = one(".map-scroll");
  const panel = one("#panel");
  const courses = new Map(all(".course", map).map((node) => [node.dataset.course, node]));
  const lines = all(".links .link", map).map((node) => ({
    node, from: node.dataset.from, to: node.dataset.to, order: node.hasAttribute("data-order"),
  }));
  const before = new Map(), after = new Map();
  const push = (table, key, value) => table.set(key, [...(table.get(key) || []), value]);
  for (const line of lines) {
    if (line.order) {
      push(before, line.to, line.from);
      push(after, line.from, line.to);
    }
  }
  const reach = (table, start) => {
    const seen = new Set(), queue = [start];
    while (queue.length) {
      for (const next of table.get(queue.pop()) || []) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    seen.delete(start);
    return seen;
  };

  let chosen = null;
  const show = (id) => {
    const marks = ["is-self", "is-before", "is-after", "is-related", "is-on"];
    map.classList.toggle("has-focus", id !== null);
    for (const node of [...courses.values(), ...lines.map((l) => l.node)]) {
      node.classList.remove(...marks);
    }
    if (id === null) return;
    const red = reach(before, id), blue = reach(after, id);
    const kind = (name) =>
      name === id ? "is-self" : red.has(name) ? "is-before" : blue.has(name) ? "is-after" : "";
    for (const [name, node] of courses) if (kind(name)) node.classList.add(kind(name));
    for (const line of lines) {
      const up = line.order && red.has(line.from) && (line.to === id || red.has(line.to));
      const down = line.order && blue.has(line.to) && (line.from === id || blue.has(line.from));
      if (up) line.node.classList.add("is-before");
      else if (down) line.node.classList.add("is-after");
      else if (line.from === id || line.to === id) {
        line.node.classList.add("is-on");
        const other = courses.get(line.from === id ? line.to : line.from);
        if (other && !kind(other.dataset.course)) other.classList.add("is-related");
      }
    }
  };

  const card = (id) => document.getElementById("course-" + id);
  const choose = (id, quiet) => {
    if (!courses.has(id)) return;
    chosen = id;
    show(id);
    for (const node of courses.values()) node.removeAttribute("aria-current");
    courses.get(id).setAttribute("aria-current", "true");
    const source = card(id), body = one(".panel-body", panel);
    body.replaceChildren();
    const title = document.createElement("h3");
    title.textContent = one(".card-name", source).textContent;
    body.append(title, one(".card-body", source).cloneNode(true));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (!quiet) history.replaceState(null, "", "#course-" + id);
    roving(courses.get(id));
    reveal(courses.get(id));
  };
  const leave = () => {
    chosen = null;
    show(null);
    panel.hidden = true;
    for (const node of courses.values()) node.removeAttribute("aria-current");
    if (location.hash.startsWith("#course-")) history.replaceState(null, "", "#map");
  };
  // Scroll sideways as little as shows the course, and its whole chain where there is room for it.
  const reveal = (node) => {
    const view = frame.getBoundingClientRect();
    const span = (nodes) => {
      const boxes = nodes.map((n) => n.getBoundingClientRect());
      return [Math.min(...boxes.map((b) => b.left)) - 16, Math.max(...boxes.map((b) => b.right)) + 16];
    };
    const chain = all(".course.is-self, .course.is-before, .course.is-after", map);
    let [left, right] = span(chain.length ? chain : [node]);
    if (right - left > view.width) [left, right] = span([node]);
    if (left < view.left) frame.scrollLeft -= view.left - left;
    else if (right > view.right) frame.scrollLeft += right - view.right;
    if (!panel.hidden && getComputedStyle(panel).position === "fixed") {
      scrollBy(0, node.getBoundingClientRect().top - innerHeight / 5);
    }
  };

  // One stop for the Tab key; the arrow keys go on from there.
  const roving = (node) => {
    for (const other of courses.values()) other.setAttribute("tabindex", other === node ? "0" : "-1");
  };
  // Bars are longer than boxes, so places are told by the left edge, which is that of the column.
  const middle = (node) => {
    const box = one(".box", node).getBoundingClientRect();
    return [box.left, box.top + box.height / 2];
  };
  const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const nearest = (node, [dx, dy]) => {
    const [x, y] = middle(node);
    let best = null, least = Infinity;
    for (const other of courses.values()) {
      if (other === node) continue;
      const [u, v] = middle(other);
      const along = (u - x) * dx + (v - y) * dy, aside = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
      const cost = along + aside * 2.5;
      if (along > 4 && cost < least) [best, least] = [other, cost];
    }
    return best;
  };
  for (const [id, node] of courses) {
    node.addEventListener("mouseenter", () => chosen === null && show(id));
    node.addEventListener("mouseleave", () => chosen === null && show(null));
    node.addEventListener("focus", () => {
      if (chosen === null) show(id);
      reveal(node);
    });
    node.addEventListener("blur", () => chosen === null && show(null));
    node.addEventListener("click", (event) => {
      event.preventDefault();
      if (chosen === id) leave();
      else choose(id);
    });
    node.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      const next = step && nearest(node, step);
      if (next) {
        event.preventDefault();
        roving(next);
        next.focus({ preventScroll: false });
        if (chosen !== null) choose(next.dataset.course);
      } else if (event.key === " ") {
        event.preventDefault();
        choose(id);
      }
    });
  }
  if (courses.size) roving(courses.values().next().value);
  map.addEventListener("click", (event) => {
    if (!event.target.closest(".course")) leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen !== null) {
      const node = courses.get(chosen);
      leave();
      node.focus({ preventScroll: true });
    }
  });
  one(".close", panel).addEventListener("click", leave);

  // ---- tools of the map -------------------------------------------------------------------------

  for (const box of all("[data-links]")) {
    box.addEventListener("change", () => {
      for (const style of box.dataset.links.split(" ")) map.classList.toggle("no-" + style, !box.checked);
    });
  }
  let zoom = 0;
  const widest = map.viewBox.baseVal.width;
  const resize = () => { map.style.width = zoom ? Math.round(widest * zoom) + "px" : ""; };
  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => {
      const now = zoom || map.getBoundingClientRect().width / widest;
      if (button.dataset.zoom === "fit") zoom = frame.clientWidth / widest;
      else zoom = Math.min(2, Math.max(0.3, now * (button.dataset.zoom === "in" ? 1.2 : 1 / 1.2)));
      resize();
    });
  }
  const find = one("#find");
  const titles = [...courses].map(([id, node]) => [id, one("title", node).textContent]);
  const look = (loose) => {
    const words = find.value.trim();
    const hit = words && (titles.find(([, text]) => text.split(" · ")[0] === words)
      || (loose && titles.find(([, text]) => text.includes(words))));
    if (hit) choose(hit[0]);
  };
  find.addEventListener("input", () => look(false));
  find.addEventListener("keydown", (event) => event.key === "Enter" && look(true));

  // ---- links to courses from anywhere, and from outside --------------------------------------------

  const go = (id, smooth) => {
    choose(id);
    one("#map").scrollIntoView({ behavior: smooth && !calm.matches ? "smooth" : "auto", block: "start" });
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.course-link");
    const id = link && decodeURIComponent(link.hash).replace(/^#course-/, "");
    if (!id || !courses.has(id)) return;
    event.preventDefault();
    go(id, true);
  });
  const arrive = () => {
    const hash = decodeURIComponent(location.hash);
    if (!hash.startsWith("#course-")) return;
    const id = hash.slice(8);
    if (courses.has(id)) go(id, false);
    else if (card(id)) card(id).open = true;
  };
  addEventListener("hashchange", arrive);
  // After the browser has gone to the card itself, which is further down.
  addEventListener("load", () => setTimeout(arrive));

  // ---- findings ---------------------------------------------------------------------------------------

  const boxes = all("[data-filter]");
  const sift = () => {
    const off = (name) => new Set(boxes.filter((b) => b.dataset.filter === name && !b.checked).map((b) => b.value));
    const severities = off("severity"), families = off("family");
    for (const item of all(".finding")) {
      const hidden = severities.has(item.dataset.severity) || families.has(item.dataset.family);
      item.parentElement.hidden = hidden;
    }
    for (const group of all(".finding-group")) {
      const count = one(".count", group), items = all("li:not([hidden]) > .finding", group).length;
      if (count) count.textContent = items;
    }
  };
  for (const box of boxes) box.addEventListener("change", sift);
  for (const button of all("[data-unfold]")) {
    button.addEventListener("click", () => {
      const items = all("#" + button.dataset.unfold + " details.finding");
      const open = items.some((d) => !d.open);
      for (const item of items) item.open = open;
    });
  }

  // ---- where one is, and paper ---------------------------------------------------------------------------

  const links = new Map(all("nav a").map((a) => [a.hash.slice(1), a]));
  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        const link = links.get(entry.target.id);
        link.setAttribute("aria-current", "true");
        const bar = link.parentElement;
        bar.scrollLeft = link.offsetLeft - bar.clientWidth / 2 + link.offsetWidth / 2;
      }
    }, { rootMargin: "-20% 0px -70% 0px" });
    for (const id of links.keys()) {
      const part = document.getElementById(id);
      if (part) seen.observe(part);
    }
  }
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("main details:not([open])").filter((d) => !d.closest("#courses"));
    for (const item of folded) item.open = true;
  });
  addEventListener("afterprint", () => {
    for (const item of folded) item.open = false;
    folded = [];
  });
})();
