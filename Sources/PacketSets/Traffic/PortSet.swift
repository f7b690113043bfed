/// A set of ports, or of ICMP types and codes as type · 256 + code.
public typealias PortSet = IntervalSet<UInt16>

extension IntervalSet where Bound == UInt16 {
  /// All ports, made once so that regions share it.
  static let everyPort = PortSet.full

  /// The ports as a list of numbers and ranges: "22,80-90".
  var portList: String {
    intervals
      .map {
        $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
      }
      .joined(separator: ",")
  }
}
