/// The kind of control that decides at one point of a path.
///
/// Every filter, route and translation belongs to one layer, so that "what if this layer fails" is
/// a question that can be answered.
public enum Layer: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Route tables and what they point at.
  case routing
  /// The presence or absence of an address that is known outside.
  case publicAddress = "public-address"
  /// A filter on the border of a subnet, such as a network ACL.
  case subnetFilter = "subnet-filter"
  /// A filter at a network interface, such as a security group.
  case instanceFilter = "instance-filter"
  /// A policy of the account or organisation that stands above the filters.
  case cloudPolicy = "cloud-policy"
  /// The firewall of the machine itself.
  case hostFirewall = "host-firewall"
  /// The separation that a container engine makes.
  case containerNetwork = "container-network"
  /// A proxy that ends a connection and opens another.
  case proxy

  /// Whether the left layer stands before the right one in the order of declaration.
  public static func < (left: Layer, right: Layer) -> Bool { left.order < right.order }

  private var order: Int { Layer.allCases.firstIndex(of: self) ?? 0 }
}
