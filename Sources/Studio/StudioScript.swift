/// The script of the page. It sends what is set and puts in place what comes back; every figure,
/// sentence and picture is made by the server.
enum StudioScript {
  static let text: StaticString = #"""
    "use strict";
    const $ = (s, e = document) => e.querySelector(s);
    const $$ = (s, e = document) => [...e.querySelectorAll(s)];
    const client = crypto.randomUUID();
    let info, changes = {}, past = [], future = [], variants, tab = -1, turns = [];
    let version = 0, shown = 0, awaited = 0, waiting = null, timer = 0, mode = "matters";
    const send = (path, body, method = "POST") => fetch(path, {
      method, headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)});
    const control = (key) => $(`[data-key="${CSS.escape(key)}"]`);
    const element = (tag, text, props = {}) => Object.assign(
      document.createElement(tag), {textContent: text}, props);

    // Asking: while a thumb moves one request is answered at a time, and the newest value waits.
    function ask(phase) {
      const message = {client, version: ++version, phase, changes: {...changes}};
      if (phase === "drag" && awaited) { waiting = message; return; }
      deliver(message);
    }
    async function deliver(message) {
      waiting = null;
      awaited = message.phase === "drag" ? message.version : 0;
      clearTimeout(timer);
      timer = setTimeout(() => document.body.classList.add("stale"), 500);
      try {
        const reply = await send("/settings", message);
        if (reply.status === 401) say("This address is of an earlier launch: open the one that the terminal shows.");
        else if (!reply.ok && reply.status !== 409) { awaited = 0; say(await problem(reply)); }
      } catch { awaited = 0; }
    }
    function answered(v) {
      if (v < shown) return false;
      shown = v;
      clearTimeout(timer);
      document.body.classList.remove("stale");
      if (v >= awaited) awaited = 0;
      if (waiting) deliver(waiting);
      return true;
    }
    const say = (text) => { $("#banner").textContent = text; $("#banner").hidden = !text; };

    function answer(a) {
      if (!answered(a.version)) return;
      say("");
      for (const m of $$(".message")) m.hidden = true;
      for (const f of $$("[aria-invalid]")) f.removeAttribute("aria-invalid");
      for (const [place, html] of Object.entries(a.html)) $("#" + place).innerHTML = html;
      for (const [key, html] of Object.entries(a.tracks)) {
        const c = control(key);
        if (c) $(".paint", c).innerHTML = html;
      }
      if (!a.early) { turns = a.turns; filter(); }
      $("#state").textContent = `${a.trials.toLocaleString("en")} trials` + (a.final
        ? " \u00b7 the digits of compare" : ` of ${a.of.toLocaleString("en")}`);
      $("#state").classList.toggle("final", a.final);
      $("#foot").textContent = `${info.file} \u00b7 seed ${info.seed} \u00b7 inputs ${a.fingerprint.slice(0, 8)} \u00b7 local only`;
    }
    function refused(r) {
      if (!answered(r.version)) return;
      const rest = [];
      for (const e of r.errors) {
        const c = e.key && control(e.key);
        if (!c) { rest.push(e.key ? `${e.key}: ${e.message}` : e.message); continue; }
        $(".message", c).textContent = e.message;
        $(".message", c).hidden = false;
        for (const f of $$(".fields input, select", c)) f.setAttribute("aria-invalid", "true");
      }
      say(rest.join(" ") + (rest.length ? " " : "") + "The figures are those without that change.");
    }

    // Values in the words of the language.
    const number = (text) => {
      const m = /^\s*(-?[\d.]+)\s*([%kmb]?)\s*$/i.exec(text);
      return m ? m[1] * {"": 1, "%": .01, k: 1e3, m: 1e6, b: 1e9}[m[2].toLowerCase()] : NaN;
    };
    const written = (value, unit) => /share|ratio|proportion/.test(unit)
      ? +(value * 100).toFixed(6) + "%" : String(+value.toFixed(9));
    const ends = (c) => $$(".fields input, .fields select", c);
    function stated(c) {
      const [low, high] = ends(c).map((f) => f.value.trim());
      return high === undefined || high === low ? low : `${low}..${high}`;
    }
    function show(c, text) {
      const parts = text.split("..");
      ends(c).forEach((f, i) => { f.value = (parts[i] ?? parts[0]).trim(); });
      $$("input[type=range]", c).forEach((t, i) => {
        const v = number(parts[i] ?? parts[0]);
        if (!isNaN(v)) t.value = v;
        t.setAttribute("aria-valuetext", ends(c)[i].value);
      });
      const isChanged = text !== c.dataset.saved;
      c.classList.toggle("changed", isChanged);
      $(".mark", c).textContent = isChanged ? "changed" : c.classList.contains("yours") ? "yours" : "default";
      $(".reset", c).hidden = !isChanged;
    }
    function set(key, text, phase = "rest") {
      const c = control(key);
      if (phase === "rest" && (changes[key] ?? c?.dataset.saved) === text && !moving) return;
      if (phase === "rest") remember();
      if (c && text === c.dataset.saved) delete changes[key]; else changes[key] = text;
      if (c) show(c, text);
      if (phase === "rest") settled(); else ask("drag");
    }
    let moving = null;
    const remember = () => { past.push(moving ?? JSON.stringify(changes)); moving = null; future = []; };
    function settled() {
      chips();
      filter();
      $("#undo").disabled = !past.length;
      $("#redo").disabled = !future.length;
      if (tab >= 0) { variants.variants[tab].changes = {...changes}; keep(); }
      ask("rest");
    }
    function apply(next) {
      const keys = new Set([...Object.keys(changes), ...Object.keys(next)]);
      changes = {...next};
      for (const key of keys) { const c = control(key); if (c) show(c, changes[key] ?? c.dataset.saved); }
      settled();
    }
    function step(from, to) {
      if (!from.length) return;
      to.push(JSON.stringify(changes));
      apply(JSON.parse(from.pop()));
    }

    // What is listed.
    function filter() {
      const words = $("#find").value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const c of $$(".control")) {
        const key = c.dataset.key.toLowerCase();
        const isIn = words.length ? words.every((w) => key.includes(w))
          : mode === "all" || mode === "changed" && c.classList.contains("changed")
          || mode === "default" && c.classList.contains("default")
          || mode === "matters" && (turns.includes(c.dataset.key) || c.classList.contains("changed"));
        c.hidden = !isIn;
        c.style.order = turns.indexOf(c.dataset.key);
        if (isIn) count++;
      }
      $("#controls").classList.toggle("flat", mode === "matters" && !words.length);
      for (const g of $$(".group")) g.hidden = !$(".control:not([hidden])", g);
      $("#owners").hidden = words.length > 0 || mode !== "all";
      $("#hint").textContent = words.length ? `${count} of ${info.count} values`
        : mode === "matters" ? (turns.length ? "What the verdict turns on: a track shows who leads at each value." : "Found once more trials are through.")
        : `${count} of ${info.count} values`;
    }
    function chips() {
      const keys = Object.keys(changes);
      $("#chips").replaceChildren(...keys.map((key) => {
        const c = control(key);
        const chip = element("span", `${key} ${c ? c.dataset.saved + " \u2192 " : "= "}${changes[key]} `, {className: "chip"});
        chip.append(element("button", "\u00d7", {type: "button", title: `put ${key} back`, onclick: () => {
          remember();
          const next = {...changes};
          delete next[key];
          apply(next);
        }}));
        return chip;
      }), ...(keys.length ? [element("button", "Undo all", {type: "button", onclick: () => { remember(); apply({}); }})] : []));
    }

    // Variants.
    function tabs() {
      $("#tabs").replaceChildren(...[{name: "As saved", changes: {}}, ...variants.variants].map((v, i) => {
        const b = element("button", v.name + (i ? ` (${Object.keys(v.changes).length})` : ""), {type: "button",
          onclick: () => { past = []; future = []; tab = i - 1; tabs(); apply(v.changes); }});
        b.setAttribute("aria-pressed", i - 1 === tab);
        return b;
      }), ...(tab < 0 ? [] : [element("button", "Delete this variant", {type: "button", className: "quiet", onclick: () => {
        variants.variants.splice(tab, 1);
        tab = -1;
        keep();
        apply({});
      }})]));
    }
    async function keep() {
      const reply = await send("/variants", variants, "PUT").catch(() => null);
      const body = reply && await reply.json().catch(() => null);
      if (reply?.ok) variants.revision = body.revision;
      else if (reply?.status === 409) {
        const theirs = await (await fetch("/variants")).json();
        const own = tab < 0 ? null : variants.variants[tab];
        variants = theirs;
        if (own) { own.name += " (mine)"; variants.variants.push(own); tab = variants.variants.length - 1; keep(); }
        say("The variants were changed in another tab: theirs are shown, yours is kept as a copy.");
      } else say(body?.errors?.map((e) => e.message).join(" ") ?? "The variants could not be kept.");
      tabs();
    }

    // Leaving with results.
    const quoted = (text) => /^[\w.%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
    const command = () => `quotient compare ${quoted(info.file)}` + Object.entries(changes)
      .map(([key, value]) => ` --set ${quoted(key + "=" + value)}`).join("");
    const code = () => btoa(String.fromCharCode(...new TextEncoder().encode(
      JSON.stringify({inputs: info.fingerprint, changes})))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    function open(title, text, note, yes) {
      const d = $("#dialog");
      $("h2", d).textContent = title;
      $("pre", d).textContent = text;
      $("p", d).textContent = note;
      $(".main", d).hidden = !yes;
      d.onclose = () => { if (d.returnValue === "yes") yes?.(); d.returnValue = ""; };
      d.showModal();
    }
    const problem = async (reply) => (await reply.json().catch(() => ({}))).errors?.map(
      (e) => (e.key ? e.key + ": " : "") + e.message).join("\n") ?? `refused (${reply.status})`;
    async function save() {
      const reply = await send("/save", {changes, preview: true});
      if (!reply.ok) return open("It cannot be saved", await problem(reply), "Nothing was written.");
      const {difference} = await reply.json();
      if (!difference.length) return open("Nothing to save", "", "The file says the same already.");
      open("This is all that changes in " + info.file, difference.join("\n"), "", async () => {
        const done = await send("/save", {changes});
        if (done.ok) location.reload();
        else open("It was not saved", await problem(done), "");
      });
    }
    async function take() {
      say("Writing the report at the full number of trials.");
      const reply = await send("/take", {changes});
      say("");
      open(reply.ok ? "The report is in " + (await reply.json()).path : "No report was written",
        reply.ok ? command() + "\n\n" + location.origin + "/#c=" + code() : await problem(reply),
        reply.ok ? "The command gives the same bytes anywhere; the code opens these changes in a studio of this scenario." : "");
    }

    function listen() {
      const events = new EventSource("/events?client=" + client);
      events.addEventListener("answer", (e) => answer(JSON.parse(e.data)));
      events.addEventListener("refused", (e) => refused(JSON.parse(e.data)));
      let isLost = false;
      events.onerror = () => { isLost = true; say(`The studio does not answer. Start it again: quotient studio ${info.file}. Your changes are kept here.`); };
      events.onopen = () => { if (isLost) { isLost = false; say(""); ask("rest"); } };
    }
    async function start() {
      const hash = new URLSearchParams(location.hash.slice(1));
      history.replaceState(null, "", "/");
      if (hash.has("t")) await send("/enter", {token: hash.get("t")});
      const reply = await fetch("/scenario");
      if (!reply.ok) return say("Open the address that the terminal shows: it holds the key to this studio.");
      info = await reply.json();
      variants = info.variants;
      document.title = info.name + " \u00b7 Quotient studio";
      $("#name").textContent = info.name;
      $("#controls").innerHTML = info.controls;
      for (const c of $$(".control")) show(c, c.dataset.saved);
      const form = $("#owners");
      for (const [name, list] of [["model", info.models], ["segment", ["all", ...info.segments]], ["motion", info.motions], ["role", info.roles]])
        form[name].append(...list.map((text) => element("option", text)));
      form.onsubmit = (e) => {
        e.preventDefault();
        const quote = (t) => /[.[\]="]/.test(t) ? `"${t.replaceAll('"', '""')}"` : t;
        set(["models", quote(form.model.value), "owners", quote(form.segment.value), form.motion.value].join("."), form.role.value);
      };
      tabs();
      filter();
      listen();
      if (hash.has("c")) try {
        const bytes = Uint8Array.from(atob(hash.get("c").replaceAll("-", "+").replaceAll("_", "/")), (x) => x.charCodeAt(0));
        const pasted = JSON.parse(new TextDecoder().decode(bytes));
        if (pasted.inputs !== info.fingerprint) say("The code was made for other inputs: what fits of it is set.");
        return apply(pasted.changes);
      } catch { say("The code cannot be read."); }
      ask("rest");
    }

    document.addEventListener("input", (e) => {
      const c = e.target.closest(".control");
      if (e.target.id === "find") return filter();
      if (!c || e.target.type !== "range") return;
      moving ??= JSON.stringify(changes);
      const thumbs = $$("input[type=range]", c);
      if (thumbs.length > 1 && +thumbs[0].value > +thumbs[1].value)
        thumbs[e.target === thumbs[0] ? 1 : 0].value = e.target.value;
      thumbs.forEach((t, i) => { ends(c)[i].value = written(+t.value, c.dataset.unit); });
      set(c.dataset.key, stated(c), "drag");
    });
    document.addEventListener("change", (e) => {
      const c = e.target.closest(".control");
      if (c) set(c.dataset.key, stated(c));
    });
    document.addEventListener("click", (e) => {
      const c = e.target.closest(".control");
      if (e.target.matches(".reset")) set(c.dataset.key, c.dataset.saved);
      if (e.target.dataset.show) {
        mode = e.target.dataset.show;
        for (const b of $$("[data-show]")) b.setAttribute("aria-pressed", b === e.target);
        filter();
      }
    });
    document.addEventListener("keydown", (e) => {
      const isField = e.target.matches("input:not([type=range]), select, textarea");
      const c = e.target.closest(".control");
      if (e.key === "Escape" && c) show(c, changes[c.dataset.key] ?? c.dataset.saved);
      else if (e.key === "/" && !isField) { e.preventDefault(); $("#find").focus(); }
      else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z" && !isField) {
        e.preventDefault();
        if (e.shiftKey) step(future, past); else step(past, future);
      }
    });
    $("#undo").onclick = () => step(past, future);
    $("#redo").onclick = () => step(future, past);
    $("#save").onclick = save;
    $("#take").onclick = take;
    $("#keep").onclick = () => {
      let n = variants.variants.length + 1;
      while (variants.variants.some((v) => v.name === `Variant ${n}`)) n++;
      variants.variants.push({name: `Variant ${n}`, changes: {...changes}});
      tab = variants.variants.length - 1;
      keep();
    };
    $("#tabs").ondblclick = (e) => {
      if (tab < 0 || e.target.getAttribute("aria-pressed") !== "true") return;
      const field = element("input", "", {value: variants.variants[tab].name, maxLength: 200});
      field.setAttribute("aria-label", "name of the variant");
      field.onchange = () => { variants.variants[tab].name = field.value.trim() || variants.variants[tab].name; keep(); };
      field.onblur = tabs;
      e.target.replaceWith(field);
      field.focus();
    };
    addEventListener("pagehide", () => send("/leave", {client}).catch(() => {}));
    start();
    """#
}
