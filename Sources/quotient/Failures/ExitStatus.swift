/// How the command ends, by the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 64
  /// What the user wrote is wrong.
  case badData = 65
  /// An input cannot be read at all.
  case unreadable = 66
  /// A fault of ours.
  case fault = 70
  case unwritable = 74
  case interrupted = 130
  /// Asked to end, by SIGTERM.
  case terminated = 143
}
