public import Documents
import PacketSets
public import Topology

extension CertificateFile {
  /// Reads a file about a graph.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - topology: The graph of which it speaks.
  /// - Throws: What is wrong with it.
  public init(
    reading document: JSONDocument, about topology: Topology
  ) throws(CertificateFault) {
    guard let root = document.roots.first, root["schema"]?.string == "bailey/certificate/1" else {
      throw CertificateFault(message: "this is no certificate: expected bailey/certificate/1")
    }
    self.init()
    for value in Self.array(root["certificates"]) {
      let graph = TransferGraph(
        topology, usesProxies: value["countsProxies"]?.bool ?? false)
      certificates.append(try Self.certificate(value, CertificateNames(graph)))
    }
    for value in Self.array(root["uncertified"]) {
      uncertified.append(
        Uncertified(
          rule: value["rule"]?.string ?? "", reason: value["reason"]?.string ?? ""))
    }
  }

  private static func array(_ value: JSONValue?) -> [JSONValue] {
    guard let value, value.kind == .array else { return [] }
    return Array(value.elements)
  }

  private static func certificate(
    _ value: JSONValue, _ names: CertificateNames
  ) throws(CertificateFault) -> Certificate {
    let rule = try text(value["rule"], "rule")
    guard let traffic = SetCode.traffic(try text(value["traffic"], "traffic")) else {
      throw CertificateFault(message: "\(rule): the traffic cannot be read")
    }
    let claim = Claim(
      rule: rule, sources: try endpoints(value["sources"], names),
      outsideSources: try outside(value["outsideSources"], names),
      destinations: try endpoints(value["destinations"], names),
      outsideDestinations: try outside(value["outsideDestinations"], names), traffic: traffic,
      countsProxies: value["countsProxies"]?.bool ?? false)
    var addresses: [AddressSet] = []
    for entry in array(value["addressSets"]) {
      guard let set = SetCode.addresses(entry.string ?? "-") else {
        throw CertificateFault(message: "\(rule): a set of addresses cannot be read")
      }
      addresses.append(set)
    }
    var traffics: [TrafficSet] = []
    for entry in array(value["trafficSets"]) {
      guard let set = SetCode.traffic(entry.string ?? "-") else {
        throw CertificateFault(message: "\(rule): a set of traffic cannot be read")
      }
      traffics.append(set)
    }
    var places: [Place: [Identity: [PacketBox]]] = [:]
    for entry in array(value["places"]) {
      let words = array(entry["place"]).map { $0.string ?? "" }
      guard let place = names.place(words) else {
        throw CertificateFault(
          message: "\(rule): the graph has no place \(words.joined(separator: " "))")
      }
      for set in array(entry["sets"]) {
        let identity = try identity(set["groups"], names)
        for box in array(set["boxes"]) {
          let numbers = (box.string ?? "").split(separator: " ").map { Int($0) ?? -1 }
          guard numbers.count == 3, addresses.indices.contains(numbers[0]),
            addresses.indices.contains(numbers[1]), traffics.indices.contains(numbers[2])
          else { throw CertificateFault(message: "\(rule): a set cannot be read") }
          places[place, default: [:]][identity, default: []].append(
            PacketBox(
              sources: addresses[numbers[0]], destinations: addresses[numbers[1]],
              traffic: traffics[numbers[2]]))
        }
      }
    }
    return Certificate(claim: claim, places: places)
  }

  private static func text(
    _ value: JSONValue?, _ key: String
  ) throws(CertificateFault) -> String {
    guard let text = value?.string else {
      throw CertificateFault(message: "a certificate has no \(key)")
    }
    return text
  }

  private static func endpoints(
    _ value: JSONValue?, _ names: CertificateNames
  ) throws(CertificateFault) -> [ID<Endpoint>] {
    var result: [ID<Endpoint>] = []
    for entry in array(value) {
      guard let number = names.endpoints.number(of: entry.string ?? "") else {
        throw CertificateFault(message: "the graph has no endpoint \(entry.string ?? "")")
      }
      result.append(ID(number))
    }
    return result
  }

  private static func outside(
    _ value: JSONValue?, _ names: CertificateNames
  ) throws(CertificateFault) -> [Claim.OutsideAddresses] {
    var result: [Claim.OutsideAddresses] = []
    for entry in array(value) {
      guard let number = names.worlds.number(of: entry["world"]?.string ?? ""),
        let addresses = SetCode.addresses(entry["addresses"]?.string ?? "-")
      else { throw CertificateFault(message: "addresses outside cannot be read") }
      result.append(Claim.OutsideAddresses(world: ID(number), addresses: addresses))
    }
    return result
  }

  private static func identity(
    _ value: JSONValue?, _ names: CertificateNames
  ) throws(CertificateFault) -> Identity {
    guard let value else { return .unknown }
    var groups: [ID<IdentityGroup>] = []
    for entry in array(value) {
      guard let number = names.groups.number(of: entry.string ?? "") else {
        throw CertificateFault(message: "the graph has no group \(entry.string ?? "")")
      }
      groups.append(ID(number))
    }
    return .groups(groups.sorted())
  }
}
