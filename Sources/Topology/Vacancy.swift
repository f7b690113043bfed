public import Documents
public import PacketSets

/// An address of which the exports say that nobody answers there.
///
/// The public address of a gateway that was deleted, for example: it lives in no world.
public struct Vacancy: Hashable, Sendable {
  /// The address.
  public var address: IPAddress
  /// Why nobody answers, as a sentence without a full stop.
  public var reason: String
  /// Where the exports say so.
  public var location: SourceLocation

  /// Creates a vacancy.
  public init(address: IPAddress, reason: String, location: SourceLocation = .unknown) {
    self.address = address
    self.reason = reason
    self.location = location
  }
}
