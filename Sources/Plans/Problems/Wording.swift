/// A share as people write it: `0.855` is `85.5%`.
package func percent(_ share: Double) -> String {
  plain((share * 1e6).rounded() / 1e4) + "%"
}

/// A number without a needless fraction: `2`, `1.25`.
package func plain(_ number: Double) -> String {
  number.magnitude < 1e15 && number == number.rounded()
    ? String(Int(number)) : String(number)
}
