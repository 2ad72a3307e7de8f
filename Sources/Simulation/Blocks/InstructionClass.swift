import Foundation

/// The class of processors whose results agree to the last bit, such as `x86-64 fma`.
///
/// Besides the instruction set it names what the mathematical library chooses its functions by: with
/// fused multiply and add, the last digit of a logarithm may be another.
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
