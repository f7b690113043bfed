import Documents

extension ComposeProject {
  /// Refuses what Compose refuses once the model is whole (CMP-2.3 and its validation).
  func check(all services: [ComposeService]) throws(ComposeFault) {
    let names = Set(services.map(\.name))
    for service in services {
      let path = "services.\(Escape.terminal(service.name))"
      if service.mode != .networks, let place = service.networks.first {
        throw ComposeFault(
          "compose.networkMode", "\(path): network_mode and networks exclude each other",
          at: place.location)
      }
      for place in service.networks where network(place.network) == nil {
        throw ComposeFault(
          "compose.network.undefined",
          "\(path): the network \(Escape.terminal(place.network)) is not declared",
          at: place.location)
      }
      switch service.mode {
      case .service(let other) where !names.contains(other):
        throw ComposeFault(
          "compose.service.undefined",
          "\(path): network_mode names the service \(Escape.terminal(other)), which does not exist",
          at: service.location)
      case .service, .container:
        if let port = service.ports.first {
          throw ComposeFault(
            "compose.networkMode",
            "\(path): a service in the network of another cannot publish ports",
            at: port.location)
        }
      case .networks, .host, .none, .bridge, .named: break
      }
      if service.containerName != nil, service.replicas > 1 {
        throw ComposeFault(
          "compose.replicas",
          "\(path): container_name admits one container, not \(service.replicas)",
          at: service.location)
      }
      for need in service.needs where !names.contains(need.name) {
        throw ComposeFault(
          "compose.service.undefined",
          "\(path): depends_on names the service \(Escape.terminal(need.name)), which does not "
            + "exist", at: need.location)
      }
    }
    try checkCycles(services)
  }

  /// Refuses services that need each other.
  private func checkCycles(_ services: [ComposeService]) throws(ComposeFault) {
    var waiting: [String: Int] = [:]
    var dependents: [String: [String]] = [:]
    for service in services {
      var needs = Set(service.needs.map(\.name))
      if case .service(let other) = service.mode { needs.insert(other) }
      waiting[service.name] = needs.count
      for need in needs { dependents[need, default: []].append(service.name) }
    }
    var ready = waiting.filter { $0.value == 0 }.map(\.key)
    while let name = ready.popLast() {
      waiting[name] = nil
      for dependent in dependents[name] ?? [] {
        guard let left = waiting[dependent] else { continue }
        waiting[dependent] = left - 1
        if left == 1 { ready.append(dependent) }
      }
    }
    guard let service = services.first(where: { waiting[$0.name] != nil }) else { return }
    throw ComposeFault(
      "compose.dependencyCycle",
      "services.\(Escape.terminal(service.name)): services depend on each other in a circle",
      at: service.location)
  }
}
