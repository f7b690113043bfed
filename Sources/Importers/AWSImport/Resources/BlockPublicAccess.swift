import Documents

extension Exported {
  /// What VPC Block Public Access stops at a VPC or subnet (AWS-BPA-01).
  enum BlockPublicAccess: Sendable {
    /// Nothing.
    case off
    /// Whatever crosses an internet gateway or egress-only gateway.
    case bidirectional
    /// What comes in; only NAT gateways and egress-only gateways pass traffic.
    case ingress

    /// Reads the mode of a VPC or subnet, in the words of today and of late 2024; nil when the
    /// record does not say.
    static func mode(of value: JSONValue) throws(ReadFault) -> BlockPublicAccess? {
      try mode(word: value.object("BlockPublicAccessStates")?.text("InternetGatewayBlockMode"))
    }

    /// What a word for the mode means.
    static func mode(word: String?) -> BlockPublicAccess? {
      switch word {
      case "block-bidirectional", "bidirectional-access-blocked": return .bidirectional
      case "block-ingress", "ingress-access-blocked": return .ingress
      case nil: return nil
      default: return .off
      }
    }
  }
}
