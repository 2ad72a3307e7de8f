/// Knows its roof: the two-way street that Scripts/floors must find.
final class Wall {
  var roof: Roof?
}
