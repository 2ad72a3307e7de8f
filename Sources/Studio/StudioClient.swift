import Analysis
import Formats
import Model
import Reporting

/// A tab of a browser: what it last asked for, and the one computation that answers it.
///
/// The newest request wins: it cancels what answers an older one, and an answer to an older one is
/// never sent.
actor StudioClient {
  /// An event as it is sent to the page.
  struct Event: Sendable {
    let name: String
    let id: Int?
    let data: JSONValue

    var text: String {
      "event: \(name)\n" + (id.map { "id: \($0)\n" } ?? "")
        + "data: \(JSONWriter(isIndented: false).text(data))\n\n"
    }
  }

  private let bench: StudioBench
  private let controls: [String: ClosedRange<Double>]
  private var version = -1
  private var work: Task<Void, Never>?
  private var listener: AsyncStream<Event>.Continuation?
  private var last: Event?

  /// - Parameter controls: The values that each slider runs over, by key.
  init(_ bench: StudioBench, controls: [String: ClosedRange<Double>]) {
    self.bench = bench
    self.controls = controls
  }

  /// The events from now on, the newest answer first.
  func events() -> AsyncStream<Event> {
    listener?.finish()
    let (stream, continuation) = AsyncStream<Event>.makeStream(
      bufferingPolicy: .bufferingNewest(16))
    listener = continuation
    if let last { continuation.yield(last) }
    return stream
  }

  /// Ends what is being computed: nobody listens any more.
  func leave() {
    work?.cancel()
    work = nil
    listener?.finish()
    listener = nil
  }

  /// Answers a request, unless a newer one is known.
  ///
  /// - Throws: ``StudioError``.
  func ask(_ settings: Message.Settings) throws {
    guard settings.version > version else {
      throw StudioError(.conflict, "a newer request is being answered")
    }
    version = settings.version
    let before = work
    before?.cancel()
    work = Task { [bench] in
      // One computation at a time.
      await before?.value
      guard !Task.isCancelled else { return }
      do {
        try await self.answer(settings, bench)
      } catch is CancellationError {
      } catch {
        guard !Task.isCancelled else { return }
        let refused = StudioError(error)
        self.publish(
          Event(
            name: "refused", id: settings.version,
            data: .object([
              .init("version", .number(Double(settings.version))),
              .init("errors", refused.errors),
            ])), of: settings.version)
      }
    }
  }

  private func answer(_ settings: Message.Settings, _ bench: StudioBench) async throws {
    if let known = await bench.known(settings.changes) {
      return await publish(known, settings, bench)
    }
    let all = await bench.trials
    let stages =
      settings.phase == .drag
      ? [StudioBench.stages[0]] : StudioBench.stages.filter { $0 < all } + [all]
    for trials in stages {
      let answer = try await bench.answer(
        settings.changes, trials: trials, isQuick: settings.phase == .drag)
      try Task.checkCancellation()
      await publish(answer, settings, bench)
    }
  }

  private func publish(
    _ answer: StudioBench.Answer, _ settings: Message.Settings, _ bench: StudioBench
  ) async {
    let saved = await bench.saved(besides: settings.changes)
    let fragments = StudioFragments(answer.report, saved: saved)
    let isQuick = settings.phase == .drag
    let places = fragments.quick + (isQuick ? [] : fragments.detail)
    let tracks = isQuick ? [] : fragments.tracks { controls[$0] }
    publish(
      Event(
        name: "answer", id: settings.version,
        data: .object([
          .init("version", .number(Double(settings.version))),
          .init("trials", .number(Double(answer.trials))),
          .init("of", .number(Double(answer.of))),
          .init("early", .boolean(fragments.isEarly)),
          .init("final", .boolean(answer.isFinal)),
          .init("fingerprint", .string(answer.fingerprint)),
          .init("html", .object(places.map { .init($0.place, .string($0.html)) })),
          .init("tracks", .object(tracks.map { .init($0.key, .string($0.html)) })),
          .init(
            "turns",
            .array((answer.comparison.drivers?.told ?? []).map { .string($0.assumption.key) })),
        ])), of: settings.version)
  }

  private func publish(_ event: Event, of version: Int) {
    guard version == self.version else { return }
    last = event
    listener?.yield(event)
  }
}
