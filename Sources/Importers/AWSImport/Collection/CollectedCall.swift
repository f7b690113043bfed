/// A read-only call of the command line that a complete export of an account makes.
struct CollectedCall: Sendable {
  /// The service of the command line, such as `ec2`.
  var service: String
  /// The command, such as `describe-vpcs`.
  var command: String
  /// The operation of the API, such as `DescribeVpcs`.
  var operation: String
  /// The options beside those that name a thing.
  var options: String
  /// The things for each of which the call is made, outermost first.
  var subjects: [Subject]
  /// The region in which a service of the whole account answers.
  var onlyRegion: String?

  /// A list of things, each of which a call names with an option.
  struct Subject: Sendable {
    /// The option, such as `--prefix-list-id`.
    var option: String
    /// The call that lists the things, with the options of the subjects before it.
    var list: String
    /// The path of their names in the answer.
    var query: String
    /// The operations that listing needs, such as `eks:ListClusters`.
    var action: String

    init(_ option: String, _ list: String, _ query: String, action: String) {
      self.option = option
      self.list = list
      self.query = query
      self.action = action
    }
  }

  init(
    _ service: String, _ command: String, _ operation: String? = nil, options: String = "",
    each subjects: [Subject] = [], onlyRegion: String? = nil
  ) {
    self.service = service
    self.command = command
    self.operation =
      operation ?? command.split(separator: "-").map { XMLNames.capitalized(String($0)) }.joined()
    self.options = options
    self.subjects = subjects
    self.onlyRegion = onlyRegion
  }

  /// The permission that the call needs, such as `ec2:DescribeVpcs`.
  var action: String { "\(Self.prefixes[service] ?? service):\(operation)" }

  /// The permissions that the call and the lists before it need.
  var actions: [String] { [action] + subjects.map(\.action) }

  /// The name of the command in the names of files.
  var name: String { "\(service)-\(command)" }

  /// The prefixes of permissions that are not the name of the service.
  private static let prefixes = [
    "elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing", "opensearch": "es",
    "efs": "elasticfilesystem",
  ]
}
