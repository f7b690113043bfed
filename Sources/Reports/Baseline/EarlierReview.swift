public import Documents
public import TierPolicy

/// What a later review is compared with: the parts of an earlier `report.json` that it needs.
public struct EarlierReview: Hashable, Sendable {
  /// The day of the review.
  public var asOf: CalendarDate
  /// The version of the program that made it.
  public var toolVersion: String
  /// The SHA-256 of its policy; empty for the built-in baseline.
  public var policyDigest: String
  /// What broke rules then.
  public var findings: [EarlierFinding]
  /// The rules with their verdicts, those that waivers except included.
  public var rules: [Rule]
  /// The machines and services; nil in reports that list none.
  public var inventory: [Resource]?
  /// The SHA-256 of each file by the last part of its path.
  public var inputs: [Input]

  /// A rule of the earlier review.
  public struct Rule: Hashable, Sendable {
    /// The name by which it is cited.
    public var id: String
    /// Its verdict, or `waived`.
    public var verdict: String
    /// How many pairs broke it.
    public var violating: Int
  }

  /// A machine or service of the earlier review.
  public struct Resource: Hashable, Sendable {
    /// The provider's id.
    public var id: String
    /// The name.
    public var name: String
  }

  /// A file of the earlier review.
  public struct Input: Hashable, Sendable {
    /// The path.
    public var path: String
    /// The SHA-256 of its bytes.
    public var digest: String
  }

  /// Reads a `report.json`.
  ///
  /// - Parameter file: The file.
  /// - Throws: `EarlierReviewError` when it is no report of a review.
  public init(reading file: SourceFile) throws(EarlierReviewError) {
    var diagnostics = Diagnostics()
    let document: JSONDocument
    do {
      document = try JSONDocument.parse(file, limits: JSONLimits(), into: &diagnostics)
    } catch {
      throw EarlierReviewError(path: file.path, explanation: "\(error)")
    }
    guard let review = withExtendedLifetime(document, { Self(document.roots.first) }) else {
      throw EarlierReviewError(
        path: file.path, explanation: "it is no report of a review (\(JSONReport.schema))")
    }
    self = review
  }

  private init?(_ root: JSONValue?) {
    guard let root, root["schema"]?.string == JSONReport.schema,
      let asOf = root["asOf"]?.string.flatMap({ CalendarDate($0) }),
      let findings = root["findings"], let rules = root["rules"], findings.kind == .array,
      rules.kind == .array
    else { return nil }
    self.asOf = asOf
    toolVersion = root["tool"]?["version"]?.string ?? ""
    policyDigest = root["policy"]?["sha256"]?.string ?? ""
    self.findings = findings.elements.map { EarlierFinding($0) }
    self.rules = rules.elements.map { rule in
      Rule(
        id: rule["id"]?.string ?? "",
        verdict: rule["waived"]?.bool == true ? "waived" : rule["verdict"]?.string ?? "",
        violating: rule["pairs"]?["violating"]?.int ?? 0)
    }
    inventory = root["inventory"]?.elements.map {
      Resource(id: $0["id"]?.string ?? "", name: $0["name"]?.string ?? "")
    }
    inputs = (root["inputs"]?.elements.map { $0 } ?? []).map {
      Input(path: $0["path"]?.string ?? "", digest: $0["sha256"]?.string ?? "")
    }
  }
}

/// That a file is no report that a review could be compared with.
public struct EarlierReviewError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public var path: String
  /// What is wrong with it.
  public var explanation: String

  /// The error in a sentence without a full stop.
  public var description: String { "\(path): \(explanation)" }
}

extension EarlierFinding {
  init(_ value: JSONValue) {
    id = value["id"]?.string ?? ""
    fingerprint = value["fingerprint"]?.string ?? ""
    rule = value["rule"]?.string ?? ""
    title = value["title"]?.string ?? ""
    severity = value["severity"]?.string ?? ""
    isWaived = value["waived"]?.bool ?? false
    pairs = value["pairs"]?.int ?? 0
    let sources = value["set"]?["sources"]?.elements.compactMap(\.string) ?? []
    whole = WholeSet(
      sources: sources, traffic: value["set"]?["traffic"]?.string ?? "")
    firstSeen = value["firstSeen"]?.string.flatMap { CalendarDate($0) }
  }
}
