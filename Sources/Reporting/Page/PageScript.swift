/// The script of the page: it shows the values of the hovered or focused mark, moves between marks
/// by arrow keys, and opens all tables for printing.
///
/// Without it, the tables still show every number.
enum PageScript {
  static let text: StaticString = """
    "use strict";
    document.documentElement.classList.add("scripted");
    for (const figure of document.querySelectorAll("figure.chart")) {
      const readout = figure.querySelector(".readout");
      const hint = readout.textContent;
      let focused = null;
      const show = (mark) => {
        for (const old of figure.querySelectorAll(".mark.on")) old.classList.remove("on");
        if (mark) mark.classList.add("on");
        readout.classList.toggle("live", Boolean(mark));
        readout.textContent = mark ? mark.querySelector("title").textContent : hint;
      };
      const markOf = (event) => event.target.closest(".mark");
      figure.addEventListener("pointerover", (event) => {
        const mark = markOf(event);
        if (mark) show(mark);
      });
      figure.addEventListener("pointerleave", () => show(focused));
      figure.addEventListener("focusin", (event) => {
        focused = markOf(event);
        show(focused);
      });
      figure.addEventListener("focusout", () => {
        focused = null;
        show(null);
      });
      figure.addEventListener("keydown", (event) => {
        const mark = markOf(event);
        if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
        const marks = [...figure.querySelectorAll(".mark")].filter(
          (other) => other.getClientRects().length > 0);
        const place = marks.indexOf(mark);
        const next = {
          ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1,
          Home: 0, End: marks.length - 1,
        }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        const other = marks[Math.max(0, Math.min(marks.length - 1, next))];
        mark.tabIndex = -1;
        other.tabIndex = 0;
        other.focus();
      });
    }
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open]):not(.other)")];
      for (const table of closed) table.open = true;
    });
    addEventListener("afterprint", () => {
      for (const table of closed) table.open = false;
    });
    """
}
