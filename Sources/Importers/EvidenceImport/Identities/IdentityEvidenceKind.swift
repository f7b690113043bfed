import Documents

/// What a file that tells about users, roles and keys holds.
enum IdentityEvidenceKind: String, Hashable, Sendable, CaseIterable {
  /// `aws iam get-account-authorization-details`.
  case awsAuthorizationDetails = "AWS GetAccountAuthorizationDetails"

  /// Recognises a document by its content.
  init?(_ document: InputDocument) {
    guard let root = document.json?.roots.first, root.kind == .object,
      root["UserDetailList"] != nil, root["RoleDetailList"] != nil
    else { return nil }
    self = .awsAuthorizationDetails
  }
}
