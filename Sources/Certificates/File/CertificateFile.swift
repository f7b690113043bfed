/// The certificates of a policy, and the rules that have none.
public struct CertificateFile: Hashable, Sendable {
  /// The certificates.
  public var certificates: [Certificate]
  /// The rules that are proven and have no certificate, with the reasons.
  public var uncertified: [Uncertified]

  /// A proven rule without a certificate.
  public struct Uncertified: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// Why it has none, as a sentence without a full stop.
    public var reason: String

    /// Creates an entry.
    public init(rule: String, reason: String) {
      self.rule = rule
      self.reason = reason
    }
  }

  /// Creates a file.
  public init(certificates: [Certificate] = [], uncertified: [Uncertified] = []) {
    self.certificates = certificates
    self.uncertified = uncertified
  }
}
