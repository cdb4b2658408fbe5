// Moves the map, sorts, finds and saves tables, and links both. Everything is on the page without it too.
(function () {
  "use strict";
  var words = document.body.dataset;

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
  }

  function button(text, label, action) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (label) { made.setAttribute("aria-label", label); made.title = label; }
    made.addEventListener("click", action);
    return made;
  }

  // The map

  var frame = document.getElementById("map-frame");
  var svg = frame.querySelector("svg");
  var whole = svg.getAttribute("viewBox").split(" ").map(Number);
  var view = whole.slice();
  var here = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  here.setAttribute("class", "here");

  function draw() {
    svg.setAttribute("viewBox", view.map(function (value) { return value.toFixed(2); }).join(" "));
    svg.style.setProperty("--k", Math.pow(view[2] / whole[2], 0.8).toFixed(4));
  }

  function zoom(factor, x, y) {
    var width = Math.min(whole[2], Math.max(whole[2] / 60, view[2] * factor));
    var scale = width / view[2];
    view = [x - (x - view[0]) * scale, y - (y - view[1]) * scale, width, view[3] * scale];
    move(0, 0);
  }

  function zoomMiddle(factor) { zoom(factor, view[0] + view[2] / 2, view[1] + view[3] / 2); }

  function move(x, y) {
    view[0] = Math.min(whole[2] - view[2] * 0.5, Math.max(-view[2] * 0.5, view[0] + x));
    view[1] = Math.min(whole[3] - view[3] * 0.5, Math.max(-view[3] * 0.5, view[1] + y));
    draw();
  }

  function all() {
    view = whole.slice();
    here.remove();
    svg.classList.remove("dim");
    svg.querySelectorAll(".lit").forEach(function (route) { route.classList.remove("lit"); });
    draw();
  }

  function place(event) {
    var box = svg.getBoundingClientRect();
    return [view[0] + (event.clientX - box.left) / box.width * view[2],
      view[1] + (event.clientY - box.top) / box.height * view[3]];
  }

  function bringIntoSight() {
    frame.scrollIntoView({ block: "center" });
    frame.focus({ preventScroll: true });
  }

  function showPlace(at) {
    var point = at.split(",").map(Number);
    all();
    here.setAttribute("cx", point[0]);
    here.setAttribute("cy", point[1]);
    svg.appendChild(here);
    view = [point[0] - whole[2] / 10, point[1] - whole[3] / 10, whole[2] / 5, whole[3] / 5];
    move(0, 0);
    bringIntoSight();
  }

  function showRoute(id) {
    all();
    var route = svg.querySelector('[data-route="' + CSS.escape(id) + '"]');
    if (!route) { return; }
    svg.classList.add("dim");
    route.classList.add("lit");
    var box = route.getBBox();
    var width = Math.min(whole[2], Math.max(box.width * 1.3, box.height * 1.3 * whole[2] / whole[3], whole[2] / 20));
    var height = width * whole[3] / whole[2];
    view = [box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2, width, height];
    move(0, 0);
    bringIntoSight();
  }

  function setUpMap() {
    var tools = document.createElement("div");
    tools.className = "tools";
    tools.append(
      button("+", words.zoomIn, function () { zoomMiddle(1 / 1.5); }),
      button("−", words.zoomOut, function () { zoomMiddle(1.5); }),
      button("⤢", words.zoomAll, all));
    frame.before(tools);
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", words.map);
    frame.setAttribute("aria-describedby", "map-help");
    document.getElementById("map-help").hidden = false;
    frame.addEventListener("wheel", function (event) {
      if (document.activeElement !== frame && !event.ctrlKey) { return; }
      event.preventDefault();
      var at = place(event);
      zoom(event.deltaY < 0 ? 1 / 1.25 : 1.25, at[0], at[1]);
    }, { passive: false });
    frame.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) { move(step[0] * view[2] / 8, step[1] * view[3] / 8); }
      else if (event.key === "+" || event.key === "=") { zoomMiddle(1 / 1.5); }
      else if (event.key === "-") { zoomMiddle(1.5); }
      else if (event.key === "0") { all(); }
      else { return; }
      event.preventDefault();
    });
    var held = null;
    svg.addEventListener("pointerdown", function (event) { held = place(event); });
    window.addEventListener("pointerup", function () { held = null; });
    svg.addEventListener("pointermove", function (event) {
      if (!held || !event.buttons) { return; }
      var at = place(event);
      move(held[0] - at[0], held[1] - at[1]);
    });
    svg.addEventListener("click", function (event) {
      var mark = event.target.closest("[data-at], [data-route]");
      if (!mark) { return; }
      var row = mark.dataset.route
        ? document.querySelector('tr[data-show-route="' + CSS.escape(mark.dataset.route) + '"]')
        : document.querySelector('tr[data-show-at="' + mark.dataset.at + '"]');
      if (!row) { return; }
      row.hidden = false;
      row.scrollIntoView({ block: "center" });
      row.classList.add("found");
      window.setTimeout(function () { row.classList.remove("found"); }, 3000);
    });
    draw();
  }

  // Tables

  function textOf(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll("button").forEach(function (part) { part.remove(); });
    return copy.textContent.trim();
  }

  function valueOf(cell) {
    var text = textOf(cell);
    var clock = /^(\d+):(\d\d)$/.exec(text);
    if (clock) { return Number(clock[1]) * 60 + Number(clock[2]); }
    var number = Number(text.replace(/[\s\u202f<%]/g, "").replace(",", "."));
    return text === "" ? -Infinity : isNaN(number) ? text : number;
  }

  function sort(table, column, header) {
    var down = header.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) { return [valueOf(row.cells[column]), row]; });
    rows.sort(function (one, other) {
      var order = typeof one[0] === "number" && typeof other[0] === "number"
        ? one[0] - other[0] : String(one[0]).localeCompare(String(other[0]), document.documentElement.lang);
      return down ? -order : order;
    });
    rows.forEach(function (pair) { body.appendChild(pair[1]); });
  }

  function csvCell(text) {
    if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s\u202f.,]+( \(.*\))?$/.test(text)) { text = "'" + text; }
    return /[";,\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function save(table) {
    var mark = document.documentElement.lang === "en" ? "," : ";";
    var lines = Array.from(table.rows).filter(function (row) { return !row.hidden; }).map(function (row) {
      return Array.from(row.cells).map(function (cell) {
        return csvCell(cell.dataset.name || textOf(cell));
      }).join(mark);
    });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = (table.dataset.name || "table") + ".csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function setUpRow(row) {
    if (!row.dataset.showAt && !row.dataset.showRoute) { return; }
    var label = fill(words.show, { name: textOf(row.querySelector("th") || row.cells[0]) });
    var show = button("◎", label, function () {
      if (row.dataset.showRoute) { showRoute(row.dataset.showRoute); } else { showPlace(row.dataset.showAt); }
    });
    show.className = "at";
    (row.querySelector("th") || row.cells[0]).append(" ", show);
  }

  function setUpTable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (header, column) {
      var name = header.textContent.trim();
      header.dataset.name = name;
      header.textContent = "";
      header.append(button(name, "", function () { sort(table, column, header); }));
      header.firstChild.title = fill(words.sort, { column: name });
    });
    Array.from(table.tBodies[0].rows).forEach(setUpRow);
    var tools = document.createElement("div");
    tools.className = "tools";
    var find = document.createElement("input");
    find.type = "search";
    var label = document.createElement("label");
    label.append(words.find + " ", find);
    var count = document.createElement("span");
    count.setAttribute("role", "status");
    find.addEventListener("input", function () {
      var wanted = find.value.toLocaleLowerCase();
      var shown = 0;
      Array.from(table.tBodies[0].rows).forEach(function (row) {
        row.hidden = row.textContent.toLocaleLowerCase().indexOf(wanted) < 0;
        if (!row.hidden) { shown += 1; }
      });
      count.textContent = fill(words.rows, { count: shown });
    });
    tools.append(label, button(words.save, "", function () { save(table); }), count);
    table.closest(".scroll").before(tools);
  }

  setUpMap();
  document.querySelectorAll("main table").forEach(setUpTable);
})();
