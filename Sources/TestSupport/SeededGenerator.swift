/// A repeatable source of random numbers: the same seed gives the same numbers on every machine.
///
/// The algorithm is SplitMix64. It is fast and well mixed, and it is not meant for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator whose numbers are determined by `seed`.
  public init(seed: UInt64) {
    state = seed
  }

  /// Returns the next number and advances the state.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
