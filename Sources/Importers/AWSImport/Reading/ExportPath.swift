/// What the path of an export tells: the account and region of its folders, and its subject.
///
/// CloudMapper writes `account-data/NAME/REGION/SERVICE-OPERATION.json`, Batfish
/// `aws_configs/accounts/ACCOUNT/REGION/KEY.json`; single files often carry both in their names.
struct ExportPath: Sendable {
  /// The folder that files of the same account and region share.
  var folder: String
  /// The account number or name that a folder names.
  var account: String?
  /// The region that a folder names.
  var region: String?
  /// The service and operation in the name of the file, such as `iam` and `list-users`.
  var operation: (service: String, name: String)?
  /// What a call was about, as the name of the file or of the file below the folder of the operation
  /// tells: the word behind the operation, such as `web` in `elbv2-describe-listeners-web.json`.
  var parameter: String?
  /// The id of the prefix list in the name of the file or folder (AWS-IO-06).
  var prefixListID: String?
  /// The id of the route table of a transit gateway in the name of the file or folder.
  var transitTableID: String?

  init(_ path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let name = parts.popLast() ?? ""
    operation = Self.operation(in: name)
    prefixListID = Self.id("pl-", in: name) ?? parts.last.flatMap { Self.id("pl-", in: $0) }
    transitTableID =
      Self.id("tgw-rtb-", in: name) ?? parts.last.flatMap { Self.id("tgw-rtb-", in: $0) }
    let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    if let found = operation {
      parameter = Self.subjectOperations.lazy.filter { found.name.hasPrefix("\($0)-") }.first
        .map { Self.unquoted(String(found.name.dropFirst($0.count + 1))) }
    } else if parts.last.map({ Self.operation(in: $0) != nil }) == true {
      parameter = Self.unquoted(stem)
    }
    // The parameters of a call are folders and files below the folder of its operation.
    if operation == nil,
      let index = parts.lastIndex(where: { Self.operation(in: $0) != nil })
    {
      operation = Self.operation(in: parts[index])
      parts.removeSubrange(index...)
    }
    folder = parts.joined(separator: "/")
    for (index, part) in parts.enumerated().reversed() {
      if region == nil, Self.isRegion(part) {
        region = part
        if index > 0, !Self.layoutFolders.contains(parts[index - 1]) {
          account = parts[index - 1]
        }
      }
      if part.utf8.count == 12, part.utf8.allSatisfy({ (48...57).contains($0) }) {
        account = part
        break
      }
    }
  }

  /// The operations about one load balancer or target group, the longer names first.
  private static let subjectOperations = [
    "describe-load-balancer-attributes", "describe-target-group-attributes",
    "describe-target-health", "describe-listeners", "describe-rules",
  ]

  /// A text with `%3A` and the like replaced by what they stand for.
  private static func unquoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let layoutFolders: Set<String> = [
    "aws_configs", "accounts", "account-data", "export", "exports", "aws",
  ]

  /// Whether a word is the name of a region, such as `us-east-1` or `us-gov-west-1`.
  static func isRegion(_ word: some StringProtocol) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let first = parts.first, let last = parts.last else { return false }
    return first.utf8.count == 2 && last.utf8.count == 1
      && last.utf8.allSatisfy { (48...57).contains($0) }
      && parts.dropLast().allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) }
      }
  }

  /// The region of an availability zone: `us-east-1a` and `us-west-2-lax-1a` lie in `us-east-1`
  /// and `us-west-2`.
  static func region(ofZone zone: String) -> String? {
    let bytes = zone.utf8
    var startsWord = true
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
      if startsWord && isDigit {
        let end =
          bytes[index...].firstIndex { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
          ?? bytes.endIndex
        let region = String(zone[..<end])
        return isRegion(region) ? region : nil
      }
      startsWord = bytes[index] == UInt8(ascii: "-")
      index = bytes.index(after: index)
    }
    return nil
  }

  private static func operation(in name: String) -> (service: String, name: String)? {
    let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    for verb in ["-describe-", "-get-", "-list-", "-search-", "-generate-"] {
      guard let range = stem.firstRange(of: verb) else { continue }
      let service = stem[..<range.lowerBound]
      guard !service.isEmpty, service.utf8.count <= 24,
        service.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
      else { continue }
      return (String(service), String(stem[stem.index(after: range.lowerBound)...]))
    }
    return nil
  }

  private static func id(_ kind: String, in name: String) -> String? {
    guard let range = name.firstRange(of: kind) else { return nil }
    let digits = name[range.upperBound...].prefix { $0.isHexDigit && $0.isASCII }
    return digits.utf8.count >= 8 ? "\(kind)\(digits)" : nil
  }
}
