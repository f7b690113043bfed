public import Topology

/// Checks certificates against a graph, in one pass and without any search.
public struct CertificateChecker {
  private let topology: Topology

  /// Prepares to check against a graph.
  public init(_ topology: Topology) { self.topology = topology }

  /// Checks a certificate.
  ///
  /// - Parameter certificate: The certificate.
  /// - Throws: The first place where it does not hold.
  public func check(_ certificate: Certificate) throws(CertificateFault) {
    let claim = certificate.claim
    if let obstacle = TransferGraph.obstacle(topology) {
      throw CertificateFault(message: "\(claim.rule): \(obstacle)")
    }
    let graph = TransferGraph(topology, usesProxies: claim.countsProxies)
    let terms = ClaimTerms(graph, claim)
    for start in terms.starts
    where !holds(certificate, start.place, start.identity, [start.box]) {
      throw CertificateFault(message: "\(claim.rule): not all that is sent is there")
    }
    for edge in graph.edges {
      for (identity, boxes) in certificate.places[edge.from] ?? [:] {
        for box in boxes {
          let (image, next) = graph.image(box, identity, by: edge)
          if !holds(certificate, edge.to, next, image) {
            throw CertificateFault(
              message: "\(claim.rule): packets go where they are not accounted for")
          }
        }
      }
    }
    for (place, sets) in certificate.places {
      for box in sets.values.joined() where terms.forbids(box, at: place) {
        throw CertificateFault(message: "\(claim.rule): forbidden packets arrive")
      }
    }
  }

  private func holds(
    _ certificate: Certificate, _ place: Place, _ identity: Identity, _ boxes: [PacketBox]
  ) -> Bool {
    let known = certificate.places[place]?[identity] ?? []
    return boxes.allSatisfy { $0.subtracting(all: known).isEmpty }
  }
}
