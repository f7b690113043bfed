import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a Kubernetes cluster, from `aws eks describe-cluster` (API page DescribeCluster): the
  /// interfaces of its control plane, which answer the API and reach out to the nodes.
  init(kubernetes value: JSONValue) throws(ReadFault) {
    let name = try value.requiredText("name")
    self.init(
      id: try value.text("arn") ?? name, name: name, kind: .serviceEndpoint, family: .cluster,
      offers: .tcp(ports: [443]), at: value)
    if let place = try value.object("resourcesVpcConfig") {
      vpcID = try place.text("vpcId")
      subnetIDs = try place.texts("subnetIds")
      groupIDs = try place.texts("securityGroupIds")
      if let own = try place.text("clusterSecurityGroupId") { groupIDs.append(own) }
      groupIDs = Set(groupIDs).sorted()
    }
    notes = ["Amazon EKS \(name)"]
    tags = try value.anyTags("tags")
  }

  /// The ranges from which the internet reaches the API of a cluster, outside of every VPC
  /// (AWS-SVC-03).
  static func publicRanges(ofKubernetes value: JSONValue) throws(ReadFault) -> [String] {
    guard let place = try value.object("resourcesVpcConfig"),
      try place.flag("endpointPublicAccess") ?? true
    else { return [] }
    let ranges = try place.texts("publicAccessCidrs")
    return ranges.isEmpty ? ["0.0.0.0/0"] : ranges
  }
}
