import Topology

/// A claim with a set of packets for each place, by which the claim can be checked in one pass.
///
/// What the sources send is in the sets, every way maps its place's set into that of the next, and
/// nothing that the claim forbids is in any.
public struct Certificate: Hashable, Sendable {
  /// What is claimed.
  public var claim: Claim
  /// The packets that may be at each place, by the groups that they carry.
  public var places: [Place: [Identity: [PacketBox]]]

  /// Creates a certificate.
  public init(claim: Claim, places: [Place: [Identity: [PacketBox]]]) {
    self.claim = claim
    self.places = places
  }
}

/// Where a certificate does not hold.
public struct CertificateFault: Error, Hashable, Sendable {
  /// What is wrong, as a sentence without a full stop.
  public var message: String

  /// Creates a fault.
  public init(message: String) { self.message = message }
}
