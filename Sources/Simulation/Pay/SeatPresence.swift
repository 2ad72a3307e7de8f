extension SeatPay.Presence {
  /// Who sits in a seat in the periods of a year.
  init(life: Int, year: Int, periods: Int, people: PeopleLuck) {
    self.init(occupied: [], monthsSinceHire: [])
    let length = 12 / periods
    for period in 0..<periods {
      let first = life * people.months + year * 12 + period * length
      var sum = Lanes()
      for month in 0..<length { sum += people.occupied.base[first + month] }
      occupied.append(MoneyLanes(widening: sum) / Double(length))
      let since = people.sinceHire.base[first + length - 1]
      let atStart = since - Float(length - 1)
      monthsSinceHire.append(
        since.replacing(
          with: atStart.replacing(with: 0, where: atStart .< 0),
          where: since .< PeopleLuck.tenured))
    }
  }
}
