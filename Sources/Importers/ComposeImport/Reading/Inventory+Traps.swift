import Documents

extension Inventory {
  /// Says what in a project is easily mistaken.
  mutating func noteTraps(_ project: ComposeProject) {
    for service in project.services {
      let name = Escape.terminal(service.name)
      if !service.isRunnable {
        tell(
          .warning, "compose.service.noImage",
          "The service \(name) has neither an image nor a build: Compose does not start it.",
          at: service.location)
      }
      for port in service.ports { noteTraps(port, of: name) }
      if service.mode == .host, let port = service.ports.first {
        tell(
          .warning, "compose.ports.discarded",
          "\(name) is on the host's own network: what it publishes is discarded.",
          at: port.location)
      }
    }
    for service in project.inactive {
      tell(
        .note, "compose.profile.inactive",
        "The service \(Escape.terminal(service.name)) is left out: none of its profiles ("
          + "\(Escape.terminal(service.profiles.joined(separator: ", ")))) is active.",
        at: service.location, advice: "Set COMPOSE_PROFILES in .env to see it.")
    }
    for network in project.networks
    where network.isExternal && (network.isInternal || !network.ranges.isEmpty) {
      tell(
        .warning, "compose.network.external",
        "The network \(Escape.terminal(network.name)) is external: its other attributes say "
          + "nothing about it.", at: network.location)
    }
  }

  private mutating func noteTraps(_ port: PortMapping, of service: String) {
    // Both outcomes are told where a variable decides (CMP-1.6).
    let open = port.variables.filter { $0.origin != .set }
    if !open.isEmpty {
      let names = Set(open.map(\.name)).sorted().joined(separator: ", ")
      tell(
        .warning, "compose.variable.decides",
        "\(service) publishes \(port.text) as long as nothing sets \(Escape.terminal(names)); "
          + "a value may publish it elsewhere or at one address only.", at: port.location,
        effect: .assumedOpen, advice: "Export the variables in .env.")
    }
    // A base-60 number in YAML 1.1 (CMP-1.4).
    if case .paired(let range) = port.published, port.hostAddress == nil, range.count == 1,
      range.lowerBound < 60, port.target.count == 1, port.target.lowerBound < 60,
      let file = files.values.first(where: { $0.id == port.location.file })
    {
      let byte = file.withBytes { bytes -> UInt8? in
        let offset = Int(port.location.offset)
        return offset < bytes.count ? bytes[offset] : nil
      }
      guard let byte, (0x30...0x39).contains(byte) else { return }
      tell(
        .warning, "compose.port.unquoted",
        "\(service) publishes \(port.text) without quotes, which YAML 1.1 reads as one number.",
        at: port.location, advice: "Quote it.")
    }
  }

  /// Adds a diagnostic.
  mutating func tell(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    at location: SourceLocation, effect: ProofEffect = .ignored, advice: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, code, message, at: location, effect: effect, advice: advice))
  }
}
