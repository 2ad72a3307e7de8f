import Lower

public let middle = lower + 1
