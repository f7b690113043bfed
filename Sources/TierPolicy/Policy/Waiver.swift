public import Documents
public import PacketSets

/// An exception from a rule that ends on a day.
public struct Waiver: Hashable, Sendable {
  /// The rule that it excepts from.
  public var rule: String
  /// From whom the excepted connections come; `nil` for every source of the rule.
  public var source: Side?
  /// To whom they go; `nil` for every destination of the rule.
  public var destination: Side?
  /// The services as the file names them; empty for all of the rule's traffic.
  public var services: [String]
  /// The traffic that is excepted.
  public var traffic: TrafficSet
  /// Why there is an exception.
  public var reason: String
  /// Who answers for it.
  public var owner: String
  /// Who approved it.
  public var approvedBy: String
  /// Where it was discussed.
  public var ticket: String
  /// When it was made, where the file says so.
  public var created: CalendarDate?
  /// The last day on which it holds.
  public var expires: CalendarDate
  /// Where it stands in the file.
  public var location: SourceLocation

  /// One side of an exception.
  public enum Side: Hashable, Sendable {
    /// Tiers, by name.
    case tiers([String])
    /// Whoever a selector picks.
    case selector(Selector)

    /// The side in words.
    public var text: String {
      switch self {
      case .tiers(let names): PolicyRule.joined(names)
      case .selector(let selector): selector.text
      }
    }
  }

  /// Creates a waiver.
  public init(
    rule: String, source: Side? = nil, destination: Side? = nil, services: [String] = [],
    traffic: TrafficSet = .all, reason: String = "", owner: String = "", approvedBy: String = "",
    ticket: String = "", created: CalendarDate? = nil, expires: CalendarDate,
    location: SourceLocation = .unknown
  ) {
    self.rule = rule
    self.source = source
    self.destination = destination
    self.services = services
    self.traffic = traffic
    self.reason = reason
    self.owner = owner
    self.approvedBy = approvedBy
    self.ticket = ticket
    self.created = created
    self.expires = expires
    self.location = location
  }

  /// Whether the last day of the waiver is past.
  public func isExpired(asOf date: CalendarDate) -> Bool { expires < date }

  /// The waiver as a phrase: what it lets pass, and until when.
  public var title: String {
    let from = source?.text ?? "anybody"
    let to = destination?.text ?? "everything the rule protects"
    let on = services.isEmpty ? "" : " on \(PolicyRule.joined(services))"
    return "\(rule): \(from) to \(to)\(on) until \(expires)"
  }
}
