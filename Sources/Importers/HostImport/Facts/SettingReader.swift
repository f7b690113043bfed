import Documents
import PacketSets

/// Reads settings that are a name and a value on a line.
enum SettingReader {
  /// The settings of `sysctl -a` or of a file of shell variables such as `/etc/default/ufw`.
  static func settings(_ lines: [TextLine]) -> [String: String] {
    var result: [String: String] = [:]
    for line in lines {
      let text = line.text.trimmed
      guard !text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { continue }
      var value = text[text.index(after: equals)...].trimmed
      if value.utf8.count >= 2, let quote = value.first, quote == "\"" || quote == "'",
        value.last == quote
      {
        value = value.dropFirst().dropLast()
      }
      result[String(text[..<equals].trimmed)] = String(value)
    }
    return result
  }

  /// Whether packets of others are passed on, by family (4.1).
  static func forwarding(_ settings: [String: String]) -> [AddressFamily: Bool] {
    var result: [AddressFamily: Bool] = [:]
    if let value = settings["net.ipv4.ip_forward"] ?? settings["net/ipv4/ip_forward"] {
      result[.v4] = value != "0"
    }
    if let value = settings["net.ipv6.conf.all.forwarding"]
      ?? settings["net/ipv6/conf/all/forwarding"]
    {
      result[.v6] = value != "0"
    }
    return result
  }
}
