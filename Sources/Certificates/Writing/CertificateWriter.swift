public import Topology

/// Finds the sets of certificates: the least ones that hold what is sent and what comes of it.
public struct CertificateWriter {
  private let topology: Topology
  /// How many boxes a certificate may have.
  private let limit: Int

  /// Prepares to write certificates about a graph.
  ///
  /// - Parameters:
  ///   - topology: The graph.
  ///   - limit: How many boxes a certificate may have.
  public init(_ topology: Topology, limit: Int = 200_000) {
    self.topology = topology
    self.limit = limit
  }

  /// Returns the certificate of a claim.
  ///
  /// - Parameter claim: What is claimed.
  /// - Returns: The certificate.
  /// - Throws: Why there is none, though the claim may be true.
  public func certificate(of claim: Claim) throws(CertificateFault) -> Certificate {
    if let obstacle = TransferGraph.obstacle(topology) {
      throw CertificateFault(message: obstacle)
    }
    let (result, broken) = try closure(of: claim)
    if broken {
      throw CertificateFault(
        message: "the first packets arrive as far as can be told, so that the proof is that no "
          + "answer comes back or that something knows more about them")
    }
    return result
  }

  /// Returns the least sets, whether they keep the claim or not.
  ///
  /// - Parameter claim: What is claimed.
  /// - Returns: The sets, and whether the claim forbids any of them.
  /// - Throws: That they are too many.
  public func closure(
    of claim: Claim
  ) throws(CertificateFault) -> (certificate: Certificate, breaksClaim: Bool) {
    let graph = TransferGraph(topology, usesProxies: claim.countsProxies)
    let terms = ClaimTerms(graph, claim)
    var places: [Place: [Identity: [PacketBox]]] = [:]
    var waiting: [(Place, Identity, PacketBox)] = []
    var count = 0
    var breaks = false
    func add(_ place: Place, _ identity: Identity, _ box: PacketBox) {
      let known = places[place]?[identity] ?? []
      for part in box.subtracting(all: known) {
        places[place, default: [:]][identity, default: []].append(part)
        waiting.append((place, identity, part))
        count += 1
        if terms.forbids(part, at: place) { breaks = true }
      }
    }
    for start in terms.starts { add(start.place, start.identity, start.box) }
    while let (place, identity, box) = waiting.popLast() {
      if count > limit { throw CertificateFault(message: "more than \(limit) sets are needed") }
      for number in graph.leaving[place] ?? [] {
        let edge = graph.edges[number]
        let (image, next) = graph.image(box, identity, by: edge)
        for part in image { add(edge.to, next, part) }
      }
    }
    return (Certificate(claim: claim, places: places), breaks)
  }
}
