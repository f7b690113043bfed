public import PacketSets

/// An address of an endpoint, with the public address that stands for it outside.
public struct EndpointAddress: Hashable, Sendable {
  /// The address that the endpoint itself knows.
  public var address: IPAddress
  /// The address by which an internet gateway translates it one to one; `nil` when there is none.
  public var publicAddress: IPAddress?

  /// Creates an address.
  public init(_ address: IPAddress, publicAddress: IPAddress? = nil) {
    self.address = address
    self.publicAddress = publicAddress
  }
}
