/// What the studio's page has beside the style of a report.
enum StudioStyle {
  static let text: StaticString = """
    body.studio { max-width: none; margin: 0; padding: 0; font-size: 15px; }
    .bar { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; align-items: center;
      padding: .6rem 1.25rem; border-bottom: 1px solid var(--line); position: sticky; top: 0;
      background: var(--ground); z-index: 3; }
    .bar .what { flex: 1 1 16rem; min-width: 0; }
    #name { color: var(--faint); margin-left: .5rem; }
    .state { color: var(--faint); font-size: .85rem; font-variant-numeric: tabular-nums; }
    .state::before { content: ""; display: inline-block; width: .6rem; height: .6rem;
      border-radius: 50%; border: 2px solid var(--accent); margin-right: .45rem; }
    .state.final::before { background: var(--accent); }
    .studio button, .studio select, .studio input { font: inherit; color: inherit;
      background: var(--ground); border: 1px solid var(--line); border-radius: 6px;
      padding: .25rem .6rem; min-height: 28px; }
    .studio button { cursor: pointer; }
    .studio button:disabled { color: var(--faint); cursor: default; opacity: .6; }
    .studio button:hover:not(:disabled) { border-color: var(--accent); }
    .studio button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
    @media (prefers-color-scheme: dark) { .studio button.main { color: #10151a; } }
    .studio :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .studio [hidden] { display: none !important; }
    .hide { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    .tools { display: flex; flex-wrap: wrap; gap: .4rem; }
    .tabs { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .3rem 1.25rem;
      border-bottom: 1px solid var(--line); }
    .studio .tabs button { border: 0; border-radius: 0; border-bottom: 2px solid transparent;
      padding: .25rem 0; }
    .studio .tabs [aria-pressed=true] { border-color: var(--accent); font-weight: 600; }
    .studio .tabs .quiet { color: var(--faint); margin-left: auto; }
    .banner { padding: .6rem 1.25rem; background: var(--raised); border-left: 4px solid var(--loss); }
    .columns { display: grid; grid-template-columns: 364px minmax(0, 1fr); align-items: start; }
    aside { background: var(--raised); padding: 1rem 1.1rem 3rem; position: sticky; top: 49px;
      max-height: calc(100vh - 49px); overflow-y: auto; border-right: 1px solid var(--line); }
    #answer { padding: 1.1rem 1.75rem 3rem; min-width: 0; max-width: 1120px; }
    .find input { width: 100%; }
    .filters { display: flex; gap: .3rem; margin: .7rem 0; flex-wrap: wrap; }
    .studio .filters button { font-size: .82rem; border-color: transparent;
      background: transparent; }
    .studio .filters [aria-pressed=true] { background: var(--ground); border-color: var(--line);
      font-weight: 600; }
    .hint { color: var(--faint); font-size: .82rem; margin: 0 0 .6rem; }
    .group { margin: 0 0 .8rem; }
    .group > h2 { font-size: .88rem; margin: .6rem 0 .2rem; }
    .flat { display: flex; flex-direction: column; }
    .flat .group { display: contents; }
    .flat .group > h2 { display: none; }
    .control { padding: .45rem 0 .6rem .6rem; border-left: 3px solid transparent; }
    .control.changed { border-left-color: var(--accent); }
    .head { display: flex; gap: .5rem; align-items: baseline; font-size: .85rem; }
    .head .label { flex: 1; min-width: 0; }
    .head .mark { color: var(--faint); font-size: .75rem; }
    .changed .mark { color: var(--accent); }
    .studio .reset { border: 0; background: none; color: var(--accent); font-size: .78rem;
      padding: 0 .2rem; min-height: 24px; }
    .fields { display: flex; gap: .4rem; align-items: center; font-size: .85rem;
      font-variant-numeric: tabular-nums; }
    .studio .fields input { width: 6.2rem; padding: .15rem .4rem; }
    .studio .fields [aria-invalid] { border-color: var(--loss); }
    .message { color: var(--loss); font-size: .8rem; margin: .25rem 0 0; }
    .track { position: relative; height: 46px; margin-top: .2rem; }
    .paint { position: absolute; inset: 8px 0 auto; }
    .paint:empty { height: 8px; background: var(--line); border-radius: 4px; }
    .paint svg { height: 26px; width: 100%; }
    .paint text { font-size: 10px; fill: var(--ink); stroke: none; }
    .paint .fill { stroke: none; }
    .sure-1 { opacity: .3; } .sure-2 { opacity: .5; } .sure-3 { opacity: .7; } .sure-4 { opacity: .95; }
    .studio .track input[type=range] { position: absolute; inset: 0 0 auto; width: 100%;
      height: 24px; min-height: 24px; margin: 0; padding: 0; border: 0; background: none;
      appearance: none; pointer-events: none; }
    .track input::-webkit-slider-runnable-track { height: 24px; background: none; }
    .track input::-moz-range-track { height: 24px; background: none; }
    .track input::-webkit-slider-thumb { appearance: none; pointer-events: auto; width: 20px;
      height: 20px; margin-top: 2px; border-radius: 50%; border: 2px solid var(--ink);
      background: var(--ground); cursor: grab; }
    .track input::-moz-range-thumb { pointer-events: auto; width: 16px; height: 16px;
      border-radius: 50%; border: 2px solid var(--ink); background: var(--ground); cursor: grab; }
    #owners { display: grid; gap: .4rem; margin-top: 1.2rem; font-size: .85rem; }
    #owners h2 { font-size: .95rem; }
    #owners label { display: grid; grid-template-columns: 5rem 1fr; align-items: center; }
    .verdict-live h1 { font-size: 1.35rem; line-height: 1.3; max-width: 60ch; margin: 0 0 .5rem;
      font-weight: 600; }
    .verdict-live .finding { display: inline-block; font-size: .8rem; font-weight: 600;
      margin: 0 0 .4rem; padding: .1rem .6rem; border-radius: 999px; border: 1px solid var(--line); }
    .verdict-live .open.finding { background: repeating-linear-gradient(135deg, var(--raised) 0 5px,
      var(--line) 5px 7px); }
    .verdict-live .decided.finding { background: var(--gain); border-color: var(--gain);
      color: var(--ground); }
    .verdict-live ul { margin: .2rem 0 .5rem; padding-left: 1.1rem; color: var(--faint);
      font-size: .9rem; }
    .verdict-live .saved { color: var(--faint); font-size: .9rem; }
    .chips { display: flex; flex-wrap: wrap; gap: .35rem; margin-bottom: .6rem; font-size: .82rem; }
    .chip { border: 1px solid var(--line); border-radius: 999px; padding: .1rem .2rem .1rem .7rem;
      font-variant-numeric: tabular-nums; }
    .studio .chip button { border: 0; padding: 0 .35rem; min-height: 24px; }
    .models { min-width: 860px; }
    .models td, .models th { vertical-align: middle; }
    .models .swatch { display: inline-block; width: 11px; height: 11px; border-radius: 3px;
      background: var(--tone); margin-right: .5rem; }
    .models thead th:nth-child(2), .models .lane { width: 250px; }
    .models tbody th { font-weight: 600; white-space: nowrap; }
    .models .ghost { fill: none; stroke: var(--ink); stroke-width: 1.25px; opacity: .7; }
    .models svg { height: 26px; }
    .stale .models, .stale .verdict-live, .stale #detail { opacity: .6; }
    .stale .state::after { content: " \\00b7 computing"; }
    #warnings details { background: var(--raised); border-radius: 8px; padding: .5rem .9rem;
      margin: .9rem 0; }
    #detail section { margin-top: 2.2rem; }
    #detail .readout { display: none; }
    .foot { border-top: 1px solid var(--line); padding: .6rem 1.25rem; font-size: .8rem;
      color: var(--faint); }
    dialog { max-width: min(46rem, 92vw); border: 1px solid var(--line); border-radius: 10px;
      background: var(--ground); color: var(--ink); }
    dialog pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .82rem;
      background: var(--raised); padding: .7rem; border-radius: 6px; max-height: 50vh;
      overflow: auto; }
    dialog pre:empty { display: none; }
    dialog form { display: flex; gap: .5rem; justify-content: flex-end; }
    @media (max-width: 1040px) {
      .columns { grid-template-columns: minmax(0, 1fr); }
      #answer { order: -1; padding: 1rem; }
      aside { position: static; max-height: none; border: 0; }
      .bar, .tabs { padding-left: 1rem; padding-right: 1rem; }
      .models { min-width: 0; }
      .models thead { display: none; }
      .models tbody tr { display: grid; grid-template-columns: 1fr auto auto; gap: 0 .75rem; }
      .models tbody th { grid-column: 1 / -1; border: 0; }
      .models td { border: 0; }
      .models td:nth-child(n+5) { display: none; }
      .models .lane { width: auto; }
    }
    @media (prefers-reduced-motion: no-preference) { .control { transition: border-color .16s; } }
    @media print {
      .bar .tools, .tabs, aside, .banner, .chips button { display: none; }
      .columns { display: block; }
    }
    """
}
