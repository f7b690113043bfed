/// The filters and identities of an endpoint, shared by all endpoints that carry the same ones.
public struct FilterBinding: Hashable, Sendable {
  /// The groups that the endpoint is a member of, sorted.
  public var groups: [ID<IdentityGroup>]
  /// What a packet to the endpoint meets, in order; every stage must let it pass.
  public var inbound: [FilterStage]
  /// What a packet from the endpoint meets, in order; every stage must let it pass.
  public var outbound: [FilterStage]

  /// Creates a binding.
  public init(
    groups: [ID<IdentityGroup>] = [], inbound: [FilterStage] = [], outbound: [FilterStage] = []
  ) {
    self.groups = groups.sorted()
    self.inbound = inbound
    self.outbound = outbound
  }

  /// No filter and no group: everything passes.
  public static let open = FilterBinding()
}
