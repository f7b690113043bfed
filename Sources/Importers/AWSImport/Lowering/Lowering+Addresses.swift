import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the associations of Elastic IP addresses that the interfaces do not tell.
  mutating func addElasticAddresses() {
    for index in inventory.addresses.sortedIndices {
      let elastic = inventory.addresses.records[index]
      guard let publicAddress = elastic.publicAddress,
        elastic.networkInterfaceID != nil || elastic.instanceID != nil
      else { continue }
      let byInterface = elastic.networkInterfaceID.flatMap { endpoint(ofInterface: $0) }
      guard let number = byInterface ?? elastic.instanceID.flatMap({ endpoint(ofInstance: $0) })
      else {
        skip(.addresses, page: inventory.addresses.pages[index])
        tell(
          .warning, "aws.address.unknownInterface", about: elastic.id,
          "The Elastic IP address \(publicAddress) belongs to an interface that is not exported.",
          at: elastic.location, effect: .assumedClosed,
          advice: "Export it: \(RecordKind.networkInterfaces.command).")
        continue
      }
      associate(publicAddress, elastic, with: number)
    }
  }

  private mutating func associate(
    _ publicAddress: IPAddress, _ elastic: Exported.ElasticAddress, with number: ID<Endpoint>
  ) {
    var addresses = topology.endpoints[number].addresses
    let position = addresses.firstIndex { candidate in
      guard let wanted = elastic.privateAddress else {
        return candidate.address.family == publicAddress.family
      }
      return candidate.address == wanted
    }
    guard let position else {
      if let address = elastic.privateAddress {
        addresses.append(EndpointAddress(address, publicAddress: publicAddress))
        topology.endpoints[number].addresses = addresses
      }
      return
    }
    let known = addresses[position].publicAddress
    if known == nil {
      addresses[position].publicAddress = publicAddress
      topology.endpoints[number].addresses = addresses
    } else if known != publicAddress {
      tell(
        .warning, "aws.address.contradiction", about: elastic.id,
        "\(topology.endpoints[number].id) has another public address than \(publicAddress), which "
          + "describe-addresses gives it; that of the interface is used.", at: elastic.location,
        effect: .assumedClosed, advice: "Export everything at the same time.")
    }
  }
}
