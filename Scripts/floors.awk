# Finds circles among the files of a module, and among its folders, by the names of the types and
# global functions that they declare and use. What an extension adds to a type has no name of its
# own: its file counts as using the type, not the other way round.
#
#   awk -v module=NAME -v base=PATH -f floors.awk FILE... FILE...
#
# Takes the module's files twice: first for what is declared, then for what is used. Prints a line
# for each circle; nothing where folders are floors.

# The line without comments, text, and what stands behind a dot.
function code(line,    kept) {
  if (in_text) {
    if (index(line, "\"\"\"")) { in_text = 0; sub(/^.*"""/, "", line) } else return ""
  }
  if (in_comment) {
    if (match(line, /\*\//)) { line = substr(line, RSTART + 2); in_comment = 0 } else return ""
  }
  if (match(line, /"""/)) { in_text = 1; line = substr(line, 1, RSTART - 1) }
  gsub(/\\"/, "", line)
  # Of a text, what is interpolated counts.
  while (match(line, /"[^"]*"/)) {
    kept = substr(line, RSTART + 1, RLENGTH - 2)
    if (kept ~ /\\\(/) gsub(/[^A-Za-z0-9_(]+/, " ", kept); else kept = ""
    line = substr(line, 1, RSTART - 1) " " kept " " substr(line, RSTART + RLENGTH)
  }
  sub(/\/\/.*$/, "", line)
  if (match(line, /\/\*/)) { in_comment = 1; line = substr(line, 1, RSTART - 1) }
  gsub(/\.[A-Za-z_][A-Za-z0-9_]*/, " ", line)
  return line
}

function folder(file) {
  sub(/\/[^\/]*$/, "", file)
  return file
}

function short(path) {
  if (path == base) return module
  return substr(path, length(base) + 2)
}

FNR == 1 { in_text = 0; in_comment = 0; pass = seen[FILENAME]++ }

pass == 0 {
  line = code($0)
  if (line ~ /^(@[A-Za-z]+(\([^)]*\))? )*((public|package|internal|indirect|final|nonisolated) )*(struct|class|enum|protocol|typealias|actor|func) [A-Za-z_]/) {
    is_function = line ~ /func [A-Za-z_]/ && line !~ /(struct|class|enum|protocol|typealias|actor) [A-Za-z_]/
    sub(/^.*(struct|class|enum|protocol|typealias|actor|func) /, "", line)
    sub(/[^A-Za-z0-9_].*$/, "", line)
    declared[line] = declared[line] == "" ? FILENAME : declared[line] == FILENAME ? FILENAME : "several"
    if (is_function) functions[line] = 1
  } else if (match(line, /^[ ]+.*(struct|class|enum|protocol|typealias|actor) [A-Z][A-Za-z0-9_]*/) \
    || match(line, /^(fileprivate|private) .*(struct|class|enum|protocol|typealias|actor) [A-Z][A-Za-z0-9_]*/)) {
    name = substr(line, RSTART, RLENGTH)
    sub(/^.* /, "", name)
    own[FILENAME, name] = 1
  }
  next
}

{
  line = code($0)
  while (match(line, /[A-Za-z_][A-Za-z0-9_]*/)) {
    name = substr(line, RSTART, RLENGTH)
    line = substr(line, RSTART + RLENGTH)
    target = declared[name]
    if (target == "" || target == "several" || target == FILENAME) continue
    if ((FILENAME, name) in own) continue
    if (name in functions && line !~ /^\(/) continue
    link("file", FILENAME, target, name)
    if (folder(FILENAME) != folder(target)) link("folder", folder(FILENAME), folder(target), name)
  }
}

function link(kind, from, to, name) {
  if ((kind, from, to) in why) return
  why[kind, from, to] = name " in " short(FILENAME)
  next_of[kind, from, ++degree[kind, from]] = to
  add_node(kind, from)
  add_node(kind, to)
}

function add_node(kind, node) {
  if (!((kind, node) in known)) {
    known[kind, node] = 1
    nodes[kind, ++count[kind]] = node
  }
}

# Tarjan's strongly connected components.
function visit(kind, node,    i, to, members, size) {
  order[kind, node] = low[kind, node] = ++clock
  stack[++depth] = node
  on_stack[kind, node] = 1
  for (i = 1; i <= degree[kind, node]; i++) {
    to = next_of[kind, node, i]
    if (!((kind, to) in order)) {
      visit(kind, to)
      if (low[kind, to] < low[kind, node]) low[kind, node] = low[kind, to]
    } else if (on_stack[kind, to] && order[kind, to] < low[kind, node]) {
      low[kind, node] = order[kind, to]
    }
  }
  if (low[kind, node] != order[kind, node]) return
  size = 0
  do {
    to = stack[depth--]
    on_stack[kind, to] = 0
    members[++size] = to
  } while (to != node)
  if (size > 1) report(kind, members, size)
}

function report(kind, members, size,    i, j, names) {
  for (i = size; i >= 1; i--) names = names (names == "" ? "" : ", ") short(members[i])
  printf "%s: a circle of %d %ss: %s\n", module, size, kind, names
  for (i = 1; i <= size; i++)
    for (j = 1; j <= size; j++)
      if ((kind, members[i], members[j]) in why)
        printf "  %s -> %s: %s\n", short(members[i]), short(members[j]),
          why[kind, members[i], members[j]]
}

END {
  for (k = 1; k <= count["folder"]; k++)
    if (!(("folder", nodes["folder", k]) in order)) visit("folder", nodes["folder", k])
  for (k = 1; k <= count["file"]; k++)
    if (!(("file", nodes["file", k]) in order)) visit("file", nodes["file", k])
}
