/* SPDX-License-Identifier: MIT */
/* Draws the plots from the data in the page. Knows no channel by name. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const epoch = Date.parse(data.epoch);
  const light = ["#1f5f99", "#c8511b", "#14795a", "#8a4fa3", "#a67c00", "#3b8ea5", "#b03060", "#5c656e", "#6b8e23", "#4b4fbf"];
  const dark = ["#7db6e8", "#f3a06e", "#5fc9a1", "#c79adf", "#e0c060", "#7fd0e0", "#f08bb0", "#a9b4be", "#b6d27a", "#a3a6f5"];
  const charts = [];

  const pad = (n) => String(n).padStart(2, "0");
  const clock = (s, withSeconds) => {
    const t = new Date(epoch + 1000 * s);
    const text = pad(t.getUTCHours()) + ":" + pad(t.getUTCMinutes());
    return withSeconds ? text + ":" + pad(t.getUTCSeconds()) : text;
  };
  const day = (s) => {
    const t = new Date(epoch + 1000 * s);
    return t.getUTCDate() + "." + (t.getUTCMonth() + 1) + ".";
  };
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches;

  /* Ticks at round times of the clock. */
  const steps = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400];
  function timeTicks(begin, end) {
    const step = steps.find((s) => (end - begin) / s <= 8) || 172800;
    const offset = (epoch / 1000) % 86400;
    const ticks = [];
    for (let t = Math.ceil((begin + offset) / step) * step; t - offset <= end; t += step) ticks.push({ value: t - offset });
    return ticks.length > 1 ? ticks : [{ value: begin }, { value: end }];
  }

  function points(curve) {
    const list = [];
    for (let i = 0; i < curve.y.length; i++)
      if (curve.y[i] !== null) list.push({ x: curve.x ? curve.x[i] : curve.x0 + curve.dx * (i + 0.5), y: curve.y[i] });
    return list;
  }

  /* The instant under the pointer, on every chart of the same stretch; and thin lines where something happened. */
  const cursor = {
    id: "cursor",
    beforeDatasetsDraw(chart) {
      const area = chart.chartArea, x = chart.scales.x, g = chart.ctx;
      g.save();
      g.lineWidth = 1;
      g.globalAlpha = chart.leoLong ? 0.35 : 1;
      for (const mark of chart.leoMarks || []) {
        const at = x.getPixelForValue(mark.t);
        g.strokeStyle = css(mark.kind === "limit" || mark.kind === "fault" ? "--bad" : "--event");
        g.beginPath(); g.moveTo(at, area.top); g.lineTo(at, area.bottom); g.stroke();
      }
      g.globalAlpha = 1;
      if (chart.leoNow !== undefined) {
        const at = x.getPixelForValue(chart.leoNow);
        g.strokeStyle = css("--soft"); g.setLineDash([3, 3]);
        g.beginPath(); g.moveTo(at, area.top); g.lineTo(at, area.bottom); g.stroke();
      }
      g.restore();
    },
    afterEvent(chart, args) {
      const e = args.event, out = e.type === "mouseout";
      if (!out && e.type !== "mousemove") return;
      const now = out ? undefined : chart.scales.x.getValueForPixel(e.x);
      for (const other of charts)
        if (other.leoStretch === chart.leoStretch) { other.leoNow = now; if (other !== chart) other.draw(); }
      args.changed = true;
    }
  };

  function options(stretch) {
    const soft = css("--soft"), faint = css("--faint");
    const long = stretch.end - stretch.begin > 7200;
    return {
      animation: false, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      elements: { point: { radius: 0, hoverRadius: 3 }, line: { borderWidth: 1.6 } },
      scales: {
        x: {
          type: "linear", min: stretch.begin, max: stretch.end, grid: { color: faint, borderColor: faint },
          afterBuildTicks: (axis) => { axis.ticks = timeTicks(stretch.begin, stretch.end); },
          ticks: { color: soft, maxRotation: 0, autoSkip: false, callback: (v) => clock(v, stretch.end - stretch.begin < 480) }
        },
        y: { grid: { color: faint, borderColor: faint }, ticks: { color: soft, maxTicksLimit: 6 }, grace: "4%" }
      },
      plugins: {
        legend: { position: "bottom", align: "start", labels: { color: soft, boxWidth: 14, boxHeight: 2, padding: 10 } },
        tooltip: {
          callbacks: {
            title: (items) => items.length ? (long ? day(items[0].parsed.x) + " " : "") + clock(items[0].parsed.x, true) + " UTC" : "",
            label: (item) => item.dataset.label + ": " + Number(item.parsed.y.toPrecision(5)) + " " + item.dataset.unit
          }
        }
      }
    };
  }

  /* The largest value of a panel over the flight: what moves by less than a thousandth of it stands still. */
  const extremes = (list) => list.reduce((e, v) => [Math.min(e[0], v), Math.max(e[1], v)], [Infinity, -Infinity]);
  for (const panel of data.panels)
    panel.size = Math.max(...panel.curves.map((c) => extremes(c.flight.y.filter((v) => v !== null).map(Math.abs))[1]));

  function draw(panel, stretch, place) {
    const palette = isDark() ? dark : light;
    const moving = [], steady = [];
    panel.curves.forEach((curve, i) => {
      const part = curve[stretch.id];
      if (!part || !part.y.some((v) => v !== null)) return;
      const entry = { label: curve.name, unit: panel.unit, data: points(part), colour: i };
      const range = extremes(part.y.filter((v) => v !== null));
      (part.flat || range[1] - range[0] < 1e-3 * panel.size ? steady : moving).push(entry);
    });
    if (moving.length === 0) return;
    const box = document.createElement("div");
    box.className = "panel";
    const title = document.createElement("h3");
    title.append(panel.title, " ");
    const unit = document.createElement("span");
    unit.textContent = panel.unit;
    title.append(unit);
    const holder = document.createElement("div");
    holder.className = "canvas";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", panel.title + " over time");
    holder.append(canvas);
    box.append(title, holder);
    if (steady.length) {
      const note = document.createElement("p");
      note.className = "steady";
      note.textContent = "Steady: " + steady.map((s) => s.label + " " + Number(s.data[0].y.toPrecision(3)) + " " + s.unit).join(", ");
      box.append(note);
    }
    place.append(box);
    const settings = options(stretch);
    const [low, high] = extremes(moving.flatMap((m) => m.data.map((d) => d.y)));
    // what is never negative gets no room below zero
    if (low >= 0 && low < 0.3 * high) { settings.scales.y.min = 0; settings.scales.y.grace = undefined; settings.scales.y.suggestedMax = 1.04 * high; }
    if (panel.ceiling && high > panel.ceiling) settings.scales.y.max = panel.ceiling;
    settings.plugins.legend.display = moving.length > 1 || moving[0].label !== panel.title.toLowerCase().replaceAll(" ", "-");
    const chart = new Chart(canvas, {
      type: "line", options: settings, plugins: [cursor],
      data: { datasets: moving.map((m) => ({ label: m.label, unit: m.unit, data: m.data, borderColor: palette[m.colour % palette.length],
        backgroundColor: palette[m.colour % palette.length], borderDash: m.colour >= palette.length ? [5, 3] : [] })) }
    });
    chart.leoStretch = stretch.id;
    chart.leoLong = stretch.end - stretch.begin > 20000;
    chart.leoColours = moving.map((m) => m.colour);
    chart.leoMarks = chart.leoLong ? data.events.filter((e) => e.kind === "limit" || e.kind === "fault")
      : data.events.filter((e, i) => e.t > stretch.begin && e.t < stretch.end && (i === 0 || data.events[i - 1].t !== e.t));
    charts.push(chart);
    chart.draw();
  }

  function repaint() {
    const palette = isDark() ? dark : light, soft = css("--soft"), faint = css("--faint");
    for (const chart of charts) {
      chart.data.datasets.forEach((set, i) => {
        set.borderColor = set.backgroundColor = palette[chart.leoColours[i] % palette.length];
      });
      for (const axis of ["x", "y"]) {
        chart.options.scales[axis].grid.color = chart.options.scales[axis].grid.borderColor = faint;
        chart.options.scales[axis].ticks.color = soft;
      }
      chart.options.plugins.legend.labels.color = soft;
      chart.update("none");
    }
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  for (const stretch of data.stretches) {
    const place = document.getElementById("plots-" + stretch.id);
    for (const panel of data.panels) draw(panel, stretch, place);
    const span = document.querySelector('[data-span="' + stretch.id + '"]');
    span.textContent = day(stretch.begin) + " " + clock(stretch.begin, true) + " to " + day(stretch.end) + " " + clock(stretch.end, true) +
      " UTC. " + (stretch.id === "flight" ? "Red lines: faults and limits." : "Vertical lines: events of the timeline.");
    if (!place.children.length) place.closest("section").remove();
  }
  document.querySelectorAll("details").forEach((d) => window.addEventListener("beforeprint", () => { d.open = true; }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  window.addEventListener("beforeprint", () => { repaint(); charts.forEach((c) => c.resize()); });
  window.addEventListener("afterprint", repaint);
})();
