import Topology

extension Lowering {
  /// A binding, added once for everything that meets the same rules.
  mutating func binding(
    _ key: BindingKey, _ make: (inout Lowering) -> FilterBinding
  ) -> ID<FilterBinding> {
    if let known = bindings[key] { return known }
    let made = make(&self)
    let number = topology.add(made)
    bindings[key] = number
    return number
  }
}
