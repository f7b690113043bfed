#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SyntheticAccount {
  /// Makes export files as `aws ec2 describe-*` prints them, piece by piece.
  ///
  /// Interfaces are spread over files of at most 100,000, so that they can be read in parallel. The
  /// pieces of different files come interleaved; those of one file come in order.
  ///
  /// - Parameter write: Takes the name of a file and the next bytes of it.
  /// - Throws: What `write` throws.
  public func makeExports(
    _ write: (_ file: String, _ piece: [UInt8]) throws -> Void
  ) rethrows {
    var files: [String: ExportFile] = [:]
    for number in 0..<networkCount {
      let plan = plan(ofNetwork: number)
      for part in parts(of: plan) {
        var file = files[part.file] ?? ExportFile(key: part.key)
        for value in part.values { file.add(value) }
        try write(part.file, file.take())
        files[part.file] = file
      }
    }
    for name in files.keys.sorted() {
      if var file = files[name] { try write(name, file.close()) }
    }
  }

  /// Writes export files into a folder, which must exist.
  ///
  /// - Parameter folder: The path of the folder.
  /// - Returns: Whether everything could be written.
  public func writeExports(to folder: String) -> Bool {
    var streams: [String: UnsafeMutablePointer<FILE>] = [:]
    var isWritten = true
    makeExports { name, piece in
      guard let stream = streams[name] ?? fopen("\(folder)/\(name)", "w") else {
        isWritten = false
        return
      }
      streams[name] = stream
      if fwrite(piece, 1, piece.count, stream) != piece.count { isWritten = false }
    }
    for stream in streams.values where fclose(stream) != 0 { isWritten = false }
    return isWritten
  }

  /// One object with one key and a list below it.
  private struct ExportFile {
    private var bytes: [UInt8]
    private var isEmpty = true

    init(key: String) { bytes = Array("{\n    \"\(key)\": [".utf8) }

    mutating func add(_ value: SyntheticAccountValue) {
      bytes.append(contentsOf: (isEmpty ? "\n        " : ",\n        ").utf8)
      value.append(to: &bytes, indent: 8)
      isEmpty = false
    }

    mutating func take() -> [UInt8] {
      defer { bytes = [] }
      return bytes
    }

    mutating func close() -> [UInt8] {
      bytes.append(contentsOf: (isEmpty ? "]\n}\n" : "\n    ]\n}\n").utf8)
      return take()
    }
  }

  /// The values of one network that belong into one file.
  private struct Part {
    var file: String
    var key: String
    var values: [SyntheticAccountValue]
  }

  private func parts(of plan: NetworkPlan) -> [Part] {
    let interfaceFile = plan.number * interfacesPerNetwork / 100_000 + 1
    return [
      Part(file: "describe-vpcs.json", key: "Vpcs", values: [vpc(plan)]),
      Part(
        file: "describe-subnets.json", key: "Subnets", values: plan.subnets.map { subnet($0, plan) }
      ),
      Part(file: "describe-route-tables.json", key: "RouteTables", values: routeTables(plan)),
      Part(
        file: "describe-security-groups.json", key: "SecurityGroups",
        values: plan.groups.map { securityGroup($0, plan) }),
      Part(file: "describe-network-acls.json", key: "NetworkAcls", values: accessLists(plan)),
      Part(
        file: "describe-internet-gateways.json", key: "InternetGateways",
        values: [internetGateway(plan)]),
      Part(file: "describe-nat-gateways.json", key: "NatGateways", values: natGateways(plan)),
      Part(
        file: "describe-vpc-peering-connections.json", key: "VpcPeeringConnections",
        values: peering(plan)),
      Part(
        file: "describe-network-interfaces-\(interfaceFile).json", key: "NetworkInterfaces",
        values: plan.interfaces.indices.map { networkInterface($0, plan) }),
    ]
  }
}
