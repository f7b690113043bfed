import Topology

extension EndpointSet {
  /// Visits the endpoints in the set, in order, without making a list of them.
  @inline(__always)
  func walk(_ visit: (ID<Endpoint>) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        visit(ID(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }
}
