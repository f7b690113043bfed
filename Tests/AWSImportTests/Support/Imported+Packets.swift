import PacketSets
import Reachability
import Testing
import Topology

/// What becomes of one connection.
enum Fate: Equatable {
  case passes
  case isBlocked
  case isUndecided
}

extension Imported {
  /// What becomes of a connection between two endpoints or addresses of the internet.
  ///
  /// The engine must not say otherwise: what passes is a part of what it holds to be certain.
  ///
  /// - Parameters:
  ///   - from: The id of an interface, or an address of the internet.
  ///   - to: The id of an interface, or an address of the internet.
  ///   - address: The address that is asked for, if it is not the first of the interface.
  ///   - port: The port that is asked for.
  ///   - proto: The protocol; for pings the port is not looked at.
  /// - Returns: Whether the first packet arrives and its answer comes back.
  /// - Throws: When there is no such interface or address.
  func fate(
    from: String, to: String, at address: String? = nil, port: UInt16 = 443,
    _ proto: IPProtocol = .tcp
  ) throws -> Fate {
    let (sender, source) = try party(from)
    let (receiver, known) = try party(to)
    let destination = try address.map { try #require(IPAddress($0)) } ?? known
    let packet = Packet(
      source: source, destination: destination, proto: proto,
      sourcePort: proto.hasPorts ? 49152 : 0,
      destinationPort: proto.hasPorts ? port : proto == .icmp ? 8 * 256 : 128 * 256)
    let model = ReachabilityModel(topology)
    let verdict = PacketSimulator(model.topology).verdict(
      from: sender, to: receiver, packet: packet)
    let connection = model.connection(from: sender, to: receiver)
    if verdict.certainlyPasses { #expect(connection.certain.contains(packet)) }
    if verdict.mayPass { #expect(connection.possible.contains(packet)) }
    return verdict.certainlyPasses ? .passes : verdict.mayPass ? .isUndecided : .isBlocked
  }

  /// What becomes of a TCP connection between IPv6 addresses of two endpoints.
  ///
  /// - Parameters:
  ///   - destination: The address that is asked for.
  ///   - from: The id of the interface that asks.
  ///   - source: Its address.
  ///   - to: The id of the interface that is asked.
  ///   - port: The port that is asked for.
  /// - Returns: Whether the first packet arrives and its answer comes back.
  /// - Throws: When there is no such interface or address.
  func fate(
    at6 destination: String, from: String, _ source: String, to: String, port: UInt16
  ) throws -> Fate {
    let (sender, _) = try party(from)
    let (receiver, _) = try party(to)
    let packet = Packet(
      source: try #require(IPAddress(source)), destination: try #require(IPAddress(destination)),
      proto: .tcp, sourcePort: 49152, destinationPort: port)
    let model = ReachabilityModel(topology)
    let verdict = PacketSimulator(model.topology).verdict(
      from: sender, to: receiver, packet: packet)
    return verdict.certainlyPasses ? .passes : verdict.mayPass ? .isUndecided : .isBlocked
  }

  private func party(_ name: String) throws -> (Party, IPAddress) {
    if let address = IPAddress(name) { return (.outside(Topology.internet, address), address) }
    let id = try #require(topology.endpoints.ids.first { topology.endpoints[$0].id == name })
    return (.endpoint(id), try #require(topology.endpoints[id].addresses.first?.address))
  }
}
