internal import Lower
import Middle

public let upper = lower + middle
