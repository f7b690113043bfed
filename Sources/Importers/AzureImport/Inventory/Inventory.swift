import Documents
import Topology

/// Everything that the exports hold, each resource once.
struct Inventory {
  /// What became of each file.
  var files: [FileCoverage] = []
  /// What was noticed while reading.
  var diagnostics = Diagnostics()
  /// The records by their ids.
  var records: [AzureID: RawRecord] = [:]
  /// Things that stand expanded inside others, used where they are not listed themselves (AZ-1.8).
  var embedded: [AzureID: RawRecord] = [:]
  /// The kinds of which a list was exported, even an empty one.
  var exported: Set<RecordKind> = []
  /// The kinds of which the exports say that more exists, or of which records were refused.
  var incomplete: Set<RecordKind> = []
  /// The ids of which two listings disagree, with the member.
  var contradictions: [(id: AzureID, member: String, location: SourceLocation)] = []
  /// How many records of each kind and file were met.
  var counts: [CountKey: Int] = [:]
  /// How many records of types that are not modelled were met, by type.
  var unmodelled: [UnmodelledKey: Int] = [:]
  /// The templates that were read.
  var templates: [(template: Template, file: Int)] = []
  /// What the service tags stand for, by their names in lower case.
  var serviceTags: [String: [String]] = [:]
  /// The effective security rules, with the number of their file.
  var effectiveGroups: [(fields: Fields, file: Int)] = []
  /// The effective routes of a file.
  var effectiveRoutes: [(routes: [Fields], file: Int)] = []

  /// The admin rules of network managers that hold for a network, with the number of their file
  /// (AZ-5.6).
  var adminAnswers: [(rules: [Exported.AdminRule], file: Int)] = []
  /// The connectivity configurations that hold for a network, with the number of their file
  /// (AZ-5.7).
  var connectivity: [(configuration: Exported.Connectivity, file: Int)] = []

  /// The virtual networks, sorted by id like all lists below.
  var virtualNetworks: [Exported.VirtualNetwork] = []
  var subnets: [Exported.Subnet] = []
  var peerings: [Exported.Peering] = []
  var securityGroups: [Exported.SecurityGroup] = []
  var applicationGroups: [Exported.ApplicationGroup] = []
  var interfaces: [Exported.Interface] = []
  var publicAddresses: [Exported.PublicAddress] = []
  var routeTables: [Exported.RouteTable] = []
  var natGateways: [Exported.NatGateway] = []
  var machines: [Exported.Machine] = []
  var scaleSets: [Exported.ScaleSet] = []
  var privateEndpoints: [Exported.PrivateEndpoint] = []
  var loadBalancers: [Exported.LoadBalancer] = []
  var appliances: [Exported.Appliance] = []
  var firewallPolicies: [Exported.FirewallPolicy] = []
  var firewallGroups: [Exported.FirewallRuleGroup] = []
  var networkGateways: [Exported.NetworkGateway] = []
  var siteGateways: [Exported.SiteGateway] = []
  var connections: [Exported.Connection] = []
  var dataServices: [Exported.DataService] = []

  /// A kind of records in a file.
  struct CountKey: Hashable {
    var kind: RecordKind
    var file: Int
  }

  /// A type that is not modelled, in a file.
  struct UnmodelledKey: Hashable {
    var type: String
    var file: Int
  }

  /// Reads documents, whose order does not matter: they are taken in the order of their paths.
  init(reading documents: [JSONDocument]) {
    let sorted = documents.sorted {
      let (left, right) = ($0.file, $1.file)
      return left.path == right.path
        ? left.id < right.id : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    for document in sorted { read(document) }
    for (id, record) in embedded where records[id] == nil { records[id] = record }
    parse()
    noteUnresolved()
  }

  /// Adds a diagnostic.
  mutating func diagnose(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    at location: SourceLocation?, effect: ProofEffect, advice: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, code, message, at: location, effect: effect, advice: advice))
  }

  /// Reports a record that cannot be read; its kind is incomplete from then on.
  mutating func refuse(_ fault: ReadFault, _ kind: RecordKind, file: Int) {
    files[file].state = .partial
    incomplete.insert(kind)
    diagnose(
      .error, "azure.record", "A record of \(kind.title) cannot be read: \(fault.message).",
      at: fault.location, effect: .assumedClosed, advice: "Export it again: \(kind.export).")
  }

  /// Says of which templates parts could not be evaluated (AZ-1.7).
  private mutating func noteUnresolved() {
    for (template, file) in templates {
      guard let first = template.unresolved.first else { continue }
      files[file].state = .partial
      diagnose(
        .warning, "azure.template.expression",
        "\(template.unresolved.count) expressions of the template cannot be evaluated, such as "
          + "\(first.text): nothing is proven.", at: first.location, effect: .assumedOpen,
        advice: "Export what was deployed instead, such as with az network vnet list.")
    }
  }
}
