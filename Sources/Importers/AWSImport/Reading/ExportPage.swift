import Documents

/// One answer of AWS: a top-level object of a file, out of its envelope.
struct ExportPage: Sendable {
  /// The object with the records under its keys.
  var body: JSONValue
  /// The number of the file in the order of the paths.
  var file: Int
  /// The time of the answer as ISO 8601, where its envelope tells.
  var capturedAt: String?
  /// Why the answer is a refusal of AWS, if it is one.
  var refusal: String?

  /// Takes the answer out of the envelopes of boto placebo and botocore.
  init?(_ root: JSONValue, file: Int) {
    guard root.kind == .object else { return nil }
    self.file = file
    body = root
    if let data = root["data"], let status = root["status_code"] {
      body = data
      if let code = status.int, code >= 300 { refusal = "the call answered with status \(code)" }
    }
    guard body.kind == .object else { return nil }
    let metadata = body["ResponseMetadata"] ?? root["ResponseMetadata"]
    if let date = metadata?["HTTPHeaders"]?["date"]?.string {
      capturedAt = HTTPDate.iso8601(date)
    }
    if let error = body["Error"], let code = error["Code"]?.string {
      refusal = "the call was refused with \(code)"
    }
  }

  /// The kinds of records in the answer, in the order of the file.
  func content(at path: ExportPath) -> [Content] {
    var content: [Content] = []
    // The answer about a broker is one record, of which some members look like lists of others.
    if let id = body["BrokerId"],
      let broker = Content(key: "BrokerId", value: id, in: body, at: path)
    {
      return [broker]
    }
    for (key, value) in body.members {
      guard let found = Content(key: key.string, value: value, in: body, at: path) else {
        continue
      }
      content.append(found)
    }
    return content
  }

  /// Whether the answer says that more of it exists: the token, or a flag (AWS-IO-07).
  var continuation: JSONValue? {
    for key in ["NextToken", "nextToken", "Marker", "NextMarker"] {
      if let token = body[key], !token.isNull, !token.equals("") { return token }
    }
    if let left = body["unprocessedResourceKeys"], left.count > 0 { return left }
    for key in ["AdditionalRoutesAvailable", "IsTruncated"] {
      if let flag = body[key], flag.bool == true { return flag }
    }
    return nil
  }
}
