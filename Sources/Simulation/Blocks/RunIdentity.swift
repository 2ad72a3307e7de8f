import Foundation

/// What runs must share for their blocks to belong together.
public struct RunIdentity: Hashable, Sendable {
  /// The version of the program.
  public let version: String
  /// ``InstructionClass/current``.
  public let instructions: String
  /// ``Scenario/fingerprint``: the book, the assumptions, the models, people and plans.
  public let inputs: String
  /// A fingerprint of the tables that compiling and the pilot made of them.
  public let tables: String
  public let seed: UInt64

  /// How blocks of another identity differ, to follow their file's name; nil if they do not.
  func difference(from other: RunIdentity) -> String? {
    if version != other.version {
      return "made by quotient \(version), and this is \(other.version)"
    }
    if instructions != other.instructions {
      return "made on \(instructions), and this is \(other.instructions):"
        + " the last digits may differ"
    }
    if inputs != other.inputs {
      return "made of other inputs (\(inputs)) than these (\(other.inputs)):"
        + " the scenario, its book or the choice of models has changed"
    }
    if seed != other.seed { return "made with seed \(seed), and this is \(other.seed)" }
    if tables != other.tables {
      return "made of the same inputs by another build of quotient \(version)"
    }
    return nil
  }
}

/// The class of processors with bit-identical results, such as `x86-64 fma`.
///
/// Besides the instruction set it names the feature by which the maths library picks its
/// implementations: with fused multiply-add, the last digit of a logarithm may differ.
public enum InstructionClass {
  public static let current: String = {
    #if arch(x86_64)
      return "x86-64" + (fuses ? " fma" : "")
    #elseif arch(arm64)
      return "arm64"
    #else
      return "unknown"
    #endif
  }()

  #if arch(x86_64)
    private static var fuses: Bool {
      #if os(Linux)
        let facts = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let flags = facts.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
        return Set(flags.split(separator: " ")).isSuperset(of: ["fma", "avx2"])
      #else
        return true
      #endif
    }
  #endif
}

/// How a run was requested, so that merging its parts need not repeat it.
public struct RunOrigin: Hashable, Sendable {
  /// The scenario's file as the user named it.
  public let scenario: String
  /// The arguments that change what is simulated: `--models`, `csql`.
  public let arguments: [String]

  public init(scenario: String, arguments: [String] = []) {
    self.scenario = scenario
    self.arguments = arguments
  }
}
