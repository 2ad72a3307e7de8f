/// Stands on its wall, which is how folders lie: one above the other.
struct Roof {
  let wall: Wall
}
