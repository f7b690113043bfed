import Documents

/// A part of a file that belongs to one account and region, in the form of the command line.
///
/// Whatever shape an export has, its parts hold the records as `aws … --output json` prints them,
/// with the places that they have in the file.
struct ExportPart: Sendable {
  /// The document that keeps the values.
  var document: JSONDocument
  /// The answers of the part.
  var roots: [JSONValue]
  /// The account that the file names for this part.
  var account: String?
  /// The region that the file names for this part.
  var region: String?
  /// The time of the newest record, where the file tells.
  var capturedAt: String?

  /// A whole file that is in the form already.
  init(_ document: JSONDocument) {
    self.document = document
    roots = document.roots
  }

  /// A part of a file.
  init(
    _ document: JSONDocument, _ root: JSONValue, account: String?, region: String?,
    capturedAt: String?
  ) {
    self.document = document
    roots = [root]
    self.account = account
    self.region = region
    self.capturedAt = capturedAt
  }
}
