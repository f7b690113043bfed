import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a search domain, from `aws opensearch describe-domains` (API page DescribeDomains).
  ///
  /// - Returns: The domain, or nil when it is outside of every VPC.
  static func searchDomain(_ value: JSONValue) throws(ReadFault) -> Exported.Service? {
    let name = try value.requiredText("DomainName")
    guard let place = try value.object("VPCOptions"), place.count > 0,
      try value.flag("Deleted") != true
    else { return nil }
    let options = try value.object("DomainEndpointOptions")
    let isEncrypted = try options?.flag("EnforceHTTPS") ?? false
    let names = [try value.text("ARN"), try value.text("Arn")].compactMap { $0 }
    var service = Exported.Service(
      id: names.first ?? name, name: name, kind: .database,
      family: .search, offers: .tcp(ports: isEncrypted ? [443] : [80, 443]), at: value)
    service.vpcID = try place.text("VPCId")
    service.subnetIDs = try place.texts("SubnetIds")
    service.groupIDs = try place.texts("SecurityGroupIds").sorted()
    service.notes = ["ES \(name)"]
    return service
  }
}
