import HTTPTypes
import Hummingbird
import NIOCore
import Reporting
import Simulation

/// A file of the page: no data in it, and nothing from elsewhere.
enum StudioAsset {
  case page, style, script

  private var content: (type: String, text: String) {
    switch self {
    case .page: ("text/html; charset=utf-8", StudioShell.text.description)
    case .style: ("text/css; charset=utf-8", ReportStyle.text + "\n" + StudioStyle.text.description)
    case .script: ("text/javascript; charset=utf-8", StudioScript.text.description)
    }
  }

  func response(to request: HTTPRequest) -> Response {
    let (type, text) = content
    let tag = "\"\(Simulator.version)-\(text.utf8.count)\""
    var response =
      request.headerFields[.ifNoneMatch] == tag
      ? Response(status: .notModified)
      : Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    response.headers[.contentType] = type
    response.headers[.eTag] = tag
    response.headers[.cacheControl] = "no-cache"
    return response
  }
}

/// The page before it has any data.
enum StudioShell {
  static let text: StaticString = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Quotient studio</title>
    <link rel="stylesheet" href="/studio.css">
    <link rel="icon" href="data:,">
    <script src="/studio.js" defer></script>
    </head>
    <body class="studio">
    <a class="skip" href="#answer">Skip to the answer</a>
    <header class="bar">
    <div class="what"><strong>Quotient</strong> studio <span id="name"></span></div>
    <div class="state" id="state">Opening</div>
    <div class="tools">
    <button type="button" id="undo" title="Undo (Ctrl Z)" disabled>Undo</button>
    <button type="button" id="redo" title="Redo (Ctrl Shift Z)" disabled>Redo</button>
    <button type="button" id="keep">Keep as variant</button>
    <button type="button" id="save">Save</button>
    <button type="button" id="take" class="main">Take away</button>
    </div>
    </header>
    <nav class="tabs" aria-label="Variants" id="tabs"></nav>
    <div class="banner" id="banner" role="alert" hidden></div>
    <div class="columns">
    <aside aria-label="Values">
    <label class="find"><span class="hide">Find a value</span><input id="find" type="search" placeholder="Find a value (/)" autocomplete="off"></label>
    <div class="filters" role="group" aria-label="Which values">
    <button type="button" data-show="matters" aria-pressed="true">What matters</button>
    <button type="button" data-show="changed" aria-pressed="false">Changed</button>
    <button type="button" data-show="default" aria-pressed="false">Defaults</button>
    <button type="button" data-show="all" aria-pressed="false">All</button>
    </div>
    <p class="hint" id="hint"></p>
    <div id="controls"></div>
    <form id="owners" hidden>
    <h2>Who owns what</h2>
    <p class="hint">Gives a motion of a segment to a role, in one model.</p>
    <label>model <select name="model"></select></label>
    <label>segment <select name="segment"></select></label>
    <label>motion <select name="motion"></select></label>
    <label>owner <select name="role"></select></label>
    <button>Change the owner</button>
    </form>
    </aside>
    <main id="answer">
    <div class="chips" id="chips"></div>
    <div id="verdict" class="verdict-live" aria-live="polite"><h1>Computing</h1></div>
    <div id="models" class="scroll" tabindex="0" role="region" aria-label="Models"></div>
    <div id="warnings"></div>
    <div id="detail"></div>
    </main>
    </div>
    <footer class="foot" id="foot"></footer>
    <dialog id="dialog"><h2></h2><pre></pre><p></p><form method="dialog"><button value="no">Close</button><button value="yes" class="main" hidden>Save</button></form></dialog>
    <noscript><p>The studio needs its script. The same answers without it: quotient compare.</p></noscript>
    </body>
    </html>
    """
}
