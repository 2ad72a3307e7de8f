/// The style sheet of a page.
///
/// Colours are those of Okabe and Ito, distinguishable with all common kinds of colour blindness,
/// adjusted for light and dark backgrounds. Print is always light.
///
/// - Reference: Okabe and Ito, "Color Universal Design", 2008.
enum PageStyle {
  static let text: StaticString = """
    :root {
      color-scheme: light dark;
      --ground: #ffffff; --raised: #f5f7f9; --ink: #1a1f26; --faint: #59636e; --line: #d5dbe1;
      --grid: #e6eaee; --accent: #0072b2; --muted: #6b7580; --gain: #00805d; --loss: #c44e00;
      --s1: #0072b2; --s2: #d55e00; --s3: #009e73; --s4: #b4588c; --s5: #e69f00; --s6: #56b4e9;
      --s7: #5b6470;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --ground: #12161b; --raised: #1b2128; --ink: #e8ecf0; --faint: #a3adb8; --line: #36404a;
        --grid: #262e36; --accent: #56b4e9; --muted: #98a3ae; --gain: #2fc596; --loss: #f58a4b;
        --s1: #56b4e9; --s2: #f0803c; --s3: #2fc596; --s4: #e39ac4; --s5: #f0b429; --s6: #4f8fd6;
        --s7: #b4bdc6;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 888px; background: var(--ground);
      color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto,
      "Helvetica Neue", Arial, "Noto Sans", sans-serif; overflow-wrap: anywhere;
    }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; }
    h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .3rem; }
    h3 { font-size: .9rem; line-height: 1.4; margin: 0 0 .1rem; }
    p { margin: 0 0 .75rem; }
    section, footer { margin-top: 3.25rem; }
    .facts { color: var(--faint); margin-bottom: 1.5rem; }
    .verdict {
      font-size: 1.15rem; line-height: 1.45; margin: 0 0 1.5rem; padding: .1rem 0 .1rem 1rem;
      border-left: 4px solid var(--accent);
    }
    .verdict p { margin: .25rem 0; }
    .verdict .more { font-size: .95rem; color: var(--faint); }
    .brief h2 { font-size: .95rem; margin: 0 0 .15rem; }
    .parts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem 1.75rem;
      margin: 1.4rem 0 1rem; }
    .part { font-size: .88rem; line-height: 1.42; min-width: 0; }
    .part p { margin: 0 0 .3rem; }
    .part p:last-child { margin: 0; }
    .part ul { margin: 0; padding-left: 1.1rem; }
    .look { border-left: 4px solid var(--loss); padding-left: .75rem; }
    .source { color: var(--faint); font-size: .75rem; margin: 1rem 0 0; }
    .others { margin-top: .75rem; }
    .others figure { margin: .5rem 0 1rem; }
    .answer { font-size: 1.05rem; margin-bottom: .9rem; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .3rem .6rem; }
    a { color: var(--accent); }
    nav ol {
      margin: 1.5rem 0 0; padding: 0 0 0 1.3rem; columns: 2; column-gap: 2rem; font-size: .95rem;
    }
    nav li { break-inside: avoid; }
    figure { margin: 0; }
    figcaption { font-size: .82rem; line-height: 1.45; color: var(--faint); margin-top: .35rem; }
    .name { white-space: nowrap; }
    .owner .name, thead .name, .first-screen .name { white-space: normal; }
    .long {
      display: inline-block; max-width: min(34ch, 100%); overflow: hidden;
      text-overflow: ellipsis; vertical-align: bottom;
    }
    .legend {
      list-style: none; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin: 0 0 .5rem;
      padding: 0; font-size: .85rem;
    }
    .legend li { display: flex; align-items: center; gap: .35rem; max-width: 100%; }
    .legend span { min-width: 0; }
    .legend svg { width: 16px; height: 16px; flex: none; }
    .readout {
      display: none; margin: 0 0 .5rem; padding: .3rem .7rem; min-height: 3.2em; font-size: .85rem;
      line-height: 1.4; background: var(--raised); border-radius: 6px; color: var(--faint);
      align-items: center; font-variant-numeric: tabular-nums;
    }
    .scripted .readout { display: flex; }
    .readout.live { color: var(--ink); }

    svg { display: block; width: 100%; height: auto; overflow: visible; }
    svg text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
      "Noto Sans", sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; }
    svg .tick, svg .axis-title, svg .rule-label { fill: var(--faint); font-size: 11px; }
    svg .label, svg .rule-label { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
    svg path, svg rect { fill: none; }
    .grid { stroke: var(--grid); }
    .zero { stroke: var(--muted); }
    .narrow { display: none; }
    .panels { display: grid; gap: 1.5rem 24px; }
    .columns-2 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .columns-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .panel { break-inside: avoid; min-width: 0; }
    .s1 { --tone: var(--s1); } .s2 { --tone: var(--s2); } .s3 { --tone: var(--s3); }
    .s4 { --tone: var(--s4); } .s5 { --tone: var(--s5); } .s6 { --tone: var(--s6); }
    .s7 { --tone: var(--s7); }
    .s8 { --tone: color-mix(in oklab, var(--s1) 55%, var(--ground)); }
    .s9 { --tone: color-mix(in oklab, var(--s2) 55%, var(--ground)); }
    .s10 { --tone: color-mix(in oklab, var(--s3) 55%, var(--ground)); }
    .s11 { --tone: color-mix(in oklab, var(--s4) 55%, var(--ground)); }
    .s12 { --tone: color-mix(in oklab, var(--s5) 55%, var(--ground)); }
    .s13 { --tone: color-mix(in oklab, var(--s6) 45%, var(--ground)); }
    .s14 { --tone: color-mix(in oklab, var(--s7) 45%, var(--ground)); }
    .s15 { --tone: color-mix(in oklab, var(--s1) 60%, var(--ink)); }
    .s16 { --tone: color-mix(in oklab, var(--s2) 60%, var(--ink)); }
    .s17 { --tone: color-mix(in oklab, var(--s3) 60%, var(--ink)); }
    .s18 { --tone: color-mix(in oklab, var(--s4) 60%, var(--ink)); }
    .s19 { --tone: color-mix(in oklab, var(--s5) 60%, var(--ink)); }
    .s20 { --tone: color-mix(in oklab, var(--s6) 60%, var(--ink)); }
    .s21 { --tone: color-mix(in oklab, var(--s7) 60%, var(--ink)); }
    .accent { --tone: var(--accent); } .muted { --tone: var(--muted); }
    .gain { --tone: var(--gain); } .loss { --tone: var(--loss); }
    svg .point { fill: var(--tone); stroke: var(--ground); stroke-width: 1px; }
    svg .fill { fill: var(--tone); stroke: var(--ground); stroke-width: .75px; }
    svg .area { fill: var(--tone); opacity: .17; }
    svg .line { stroke: var(--tone); stroke-width: 2px; stroke-linejoin: round; }
    svg .interval { stroke: var(--tone); stroke-width: 5px; opacity: .55; }
    svg .whisker { stroke: var(--tone); stroke-width: 1.5px; }
    svg .muted .whisker { stroke: var(--ink); }
    svg .rule, svg.muted .rule { stroke: var(--ink); stroke-width: 1.25px; stroke-dasharray: 5 4; }
    svg .tick-mark, svg.muted .tick-mark { stroke: var(--ink); stroke-width: 2.5px; }
    svg .reach { pointer-events: all; }
    .mark { cursor: default; outline: none; }
    .mark.on .fill, .mark.on .point { stroke: var(--ink); stroke-width: 2px; }
    .mark.on .whisker, .mark.on .tick-mark { stroke-width: 3.5px; }
    .mark:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; border-radius: 2px; }

    details { margin-top: .6rem; font-size: .85rem; }
    summary { cursor: pointer; color: var(--accent); padding: .15rem 0; }
    .scroll { overflow-x: auto; margin-top: .5rem; }
    table { border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.35; }
    table .long { max-width: 20ch; }
    caption { text-align: left; color: var(--faint); padding: .2rem 0; font-size: .82rem; }
    th, td {
      text-align: left; vertical-align: top; padding: .28rem .75rem .28rem 0; font-weight: 400;
      border-bottom: 1px solid var(--line); overflow-wrap: break-word;
    }
    thead th { color: var(--faint); font-size: .78rem; vertical-align: bottom; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    th:last-child, td:last-child { padding-right: 0; }
    .first-screen tbody tr:first-child > * { font-weight: 600; }
    .first-screen th:not(:last-child), .first-screen td:not(:last-child) { padding-right: .5rem; }
    .grid ul, td ul { list-style: none; margin: 0; padding: 0; }
    td li + li { margin-top: .3rem; }
    table.grid { font-size: .8rem; }
    .owner { border-left: 4px solid var(--tone); padding-left: .35rem; display: inline-block; }
    .changed .owner { font-weight: 700; }
    .small { color: var(--faint); font-size: .75rem; }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem;
      margin: .5rem 0; font-size: .85rem; }
    dt { color: var(--faint); }
    dd { margin: 0; }
    footer section:first-child { margin-top: 0; }
    footer { border-top: 1px solid var(--line); padding-top: 1rem; }

    @media (max-width: 620px) {
      body { padding: 1.5rem 1rem 3rem; }
      h1 { font-size: 1.4rem; }
      .wide { display: none; }
      .narrow { display: block; }
      .columns-2, .columns-3 { grid-template-columns: minmax(0, 1fr); }
      nav ol { columns: 1; }
      .parts { grid-template-columns: minmax(0, 1fr); }
      .cards thead {
        position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      }
      .cards, .cards tbody, .cards tr, .cards th, .cards td, .cards caption { display: block; }
      .cards tr { border-bottom: 1px solid var(--line); padding: .6rem 0; }
      .cards th, .cards td { border: 0; padding: .08rem 0; }
      .cards tbody th { font-weight: 600; font-size: .95rem; }
      .cards td { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); text-align: left; }
      .cards td::before { content: attr(data-label); color: var(--faint); padding-right: .75rem; }
      .first-screen tr { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1.5rem; }
      .first-screen tbody th { grid-column: 1 / -1; }
      .first-screen td { grid-template-columns: 1fr auto; }
      dl { grid-template-columns: minmax(0, 1fr); }
      dd { margin-bottom: .4rem; }
    }
    @media print {
      @page { margin: 12mm 12mm 15mm; }
      .brief { break-after: page; break-inside: avoid; max-height: 246mm; overflow: hidden;
        font-size: 8.5pt; line-height: 1.34; }
      .brief h1 { font-size: 14pt; margin: 0 0 1pt; }
      .brief h2 { font-size: 9pt; }
      .brief .facts { margin: 0 0 6pt; font-size: 8pt; }
      .brief .verdict { font-size: 10.5pt; line-height: 1.3; margin: 0 0 6pt; }
      .brief .verdict .more { font-size: 8.5pt; }
      .brief table { font-size: 7.6pt; width: 100%; }
      .brief th { white-space: normal; }
      .brief th, .brief td { padding-top: 1.5pt; padding-bottom: 1.5pt; }
      .brief .parts { gap: 6pt 14pt; margin: 7pt 0; }
      .brief .part { font-size: 8.2pt; line-height: 1.3; }
      .brief .part p, .brief li { display: -webkit-box; -webkit-box-orient: vertical;
        -webkit-line-clamp: 4; overflow: hidden; margin: 0 0 2pt; }
      .brief li { -webkit-line-clamp: 2; }
      .brief .source { margin: 6pt 0 0; font-size: 7pt; }
      .others details:not([open]) { display: none; }
      body { max-width: none; padding: 0; font-size: 10.5pt; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      nav, .readout, .scripted .readout, summary, .skip { display: none; }
      section, footer { margin-top: 1.6rem; }
      .whole, .panel, tr, .verdict { break-inside: avoid; }
      h1, h2, h3, caption { break-after: avoid; }
      thead { display: table-header-group; }
      .scroll { overflow: visible; }
      table { font-size: 8.5pt; }
      details table { font-size: 7.5pt; }
      details th, details td { padding-top: .12rem; padding-bottom: .12rem; }
      details::details-content { content-visibility: visible; height: auto; }
    }
    """
}
