import Documents
import PacketSets
public import Topology

extension CertificateFile {
  /// Returns the file as JSON, as `docs/schema/certificate.schema.json` describes it.
  ///
  /// - Parameter topology: The graph of which the certificates speak.
  /// - Returns: The bytes.
  public func json(_ topology: Topology) -> [UInt8] {
    var writer = JSONWriter(indent: 1)
    writer.beginObject()
    writer.member("schema", "bailey/certificate/1")
    writer.array("certificates") { writer in
      for certificate in certificates {
        let graph = TransferGraph(topology, usesProxies: certificate.claim.countsProxies)
        var output = CertificateOutput(CertificateNames(graph))
        output.write(certificate, to: &writer)
      }
    }
    writer.array("uncertified") { writer in
      for entry in uncertified {
        writer.beginObject()
        writer.member("rule", entry.rule)
        writer.member("reason", entry.reason)
        writer.endObject()
      }
    }
    writer.endObject()
    return writer.finish()
  }
}

/// Writes one certificate; its sets stand in tables.
private struct CertificateOutput {
  let names: CertificateNames
  private var addresses: [String] = []
  private var traffic: [String] = []
  private var addressNumbers: [AddressSet: Int] = [:]
  private var trafficNumbers: [TrafficSet: Int] = [:]

  init(_ names: CertificateNames) { self.names = names }

  mutating func write(_ certificate: Certificate, to writer: inout JSONWriter) {
    let claim = certificate.claim
    writer.beginObject()
    writer.member("rule", claim.rule)
    writer.member("countsProxies", claim.countsProxies)
    writer.member("traffic", SetCode.text(claim.traffic))
    writer.member("sources", claim.sources.map { names.endpoints[$0.index] })
    writer.member("destinations", claim.destinations.map { names.endpoints[$0.index] })
    write("outsideSources", claim.outsideSources, to: &writer)
    write("outsideDestinations", claim.outsideDestinations, to: &writer)
    let places = certificate.places.map { (words: names.words($0.key), sets: $0.value) }
      .sorted { $0.words.lexicographicallyPrecedes($1.words) }
    writer.key("places")
    writer.beginArray()
    for place in places {
      writer.beginObject()
      writer.member("place", place.words)
      writer.key("sets")
      writer.beginArray()
      for (identity, boxes) in place.sets.map({ ($0.key, $0.value) }).sorted(by: before) {
        writer.beginObject()
        if case .groups(let groups) = identity {
          writer.member("groups", groups.map { names.groups[$0.index] })
        }
        writer.key("boxes")
        writer.beginArray()
        for box in boxes {
          let numbers = [
            number(of: box.sources), number(of: box.destinations), number(of: box.traffic),
          ]
          writer.string(numbers.map(String.init).joined(separator: " "))
        }
        writer.endArray()
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.member("addressSets", addresses)
    writer.member("trafficSets", traffic)
    writer.endObject()
  }

  private func before(
    _ left: (Identity, [PacketBox]), _ right: (Identity, [PacketBox])
  ) -> Bool {
    func key(_ identity: Identity) -> [UInt32] {
      switch identity {
      case .groups(let groups): [0] + groups.map(\.rawValue)
      case .unknown: [1]
      }
    }
    return key(left.0).lexicographicallyPrecedes(key(right.0))
  }

  private func write(
    _ key: String, _ sets: [Claim.OutsideAddresses], to writer: inout JSONWriter
  ) {
    writer.array(key) { writer in
      for set in sets {
        writer.beginObject()
        writer.member("world", names.worlds[set.world.index])
        writer.member("addresses", SetCode.text(set.addresses))
        writer.endObject()
      }
    }
  }

  private mutating func number(of set: AddressSet) -> Int {
    if let known = addressNumbers[set] { return known }
    addressNumbers[set] = addresses.count
    addresses.append(SetCode.text(set))
    return addresses.count - 1
  }

  private mutating func number(of set: TrafficSet) -> Int {
    if let known = trafficNumbers[set] { return known }
    trafficNumbers[set] = traffic.count
    traffic.append(SetCode.text(set))
    return traffic.count - 1
  }
}
