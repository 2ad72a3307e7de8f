public let lower = 1
