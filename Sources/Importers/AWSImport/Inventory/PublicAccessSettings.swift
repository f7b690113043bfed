import Documents
import Topology

/// What the switches of accounts say about public access, for VPCs and subnets whose records tell no
/// mode (AWS-BPA-01).
struct PublicAccessSettings: Sendable {
  /// The modes, each with its account and region.
  var modes: [(scope: Scope, mode: Exported.BlockPublicAccess)] = []
  /// What is left out, by the id of a VPC or subnet.
  var exclusions: [String: Exclusion] = [:]

  /// What the exclusion of a VPC or subnet allows.
  enum Exclusion: Sendable {
    /// Both directions.
    case bidirectional
    /// What goes out by NAT gateways and egress-only gateways.
    case egress
  }

  /// The mode of a subnet whose own record and VPC tell none; an exclusion of a VPC covers its
  /// subnets.
  func mode(of subnet: Exported.Subnet, _ scope: Scope?) -> Exported.BlockPublicAccess {
    guard let scope, let found = modes.first(where: { $0.scope.isSame(as: scope) })?.mode else {
      return .off
    }
    guard let exclusion = exclusions[subnet.id] ?? subnet.vpcID.flatMap({ exclusions[$0] }) else {
      return found
    }
    switch (exclusion, found) {
    case (_, .off), (.bidirectional, _): return .off
    case (.egress, _): return .ingress
    }
  }
}

extension Inventory {
  /// Reads the options of VPC Block Public Access and its exclusions.
  mutating func readPublicAccess(_ content: Content, _ kind: UnmodelledKind, _ page: Int) {
    switch kind.key {
    case "VpcBlockPublicAccessOptions":
      guard let word = content.value["InternetGatewayBlockMode"]?.string,
        let mode = Exported.BlockPublicAccess.mode(word: word)
      else { return }
      let path = scopes.path(of: pages[page].file)
      var scope = Scope(
        provider: "aws", account: path.account ?? "", region: path.region ?? "")
      if let account = content.value["AwsAccountId"]?.string { scope.account = account }
      if let region = content.value["AwsRegion"]?.string { scope.region = region }
      publicAccess.modes.append((scope, mode))
    case "VpcBlockPublicAccessExclusions":
      for record in content.value.elements {
        guard let arn = record["ResourceArn"]?.string,
          let id = arn.split(separator: Character("/")).last,
          let word = record["InternetGatewayExclusionMode"]?.string
        else { continue }
        let state = record["State"]?.string ?? ""
        // One that is being made or that failed allows nothing yet.
        let idle = ["create-in-progress", "create-failed", "delete-complete", "disable-complete"]
        if idle.contains(state) { continue }
        switch word {
        case "allow-bidirectional": publicAccess.exclusions[String(id)] = .bidirectional
        case "allow-egress": publicAccess.exclusions[String(id)] = .egress
        default: continue
        }
      }
    default: return
    }
  }
}
