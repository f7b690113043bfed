import Documents
import PacketSets

/// What the exports tell of UFW on a host, whatever their forms.
struct UfwConfiguration {
  /// Whether it is switched on; nil when no export tells.
  var isActive: Bool?
  /// The default policies by direction.
  var policies: [UfwRule.Direction: Verdict] = [:]
  /// Whether it filters IPv6 by rules; nil when no export tells (2.10).
  var filtersIPv6: Bool?
  /// The rules, in the order in which they are tried; nil when no export lists them.
  var rules: [UfwRule]?
  /// The lines of `user.rules` and `user6.rules`, which say the same with more authority.
  var userLines: [AddressFamily: [TextLine]] = [:]
  /// The lines of `before.rules` and `before6.rules`.
  var beforeLines: [AddressFamily: [TextLine]] = [:]
  /// The lines of `after.rules` and `after6.rules`.
  var afterLines: [AddressFamily: [TextLine]] = [:]
  /// Where UFW shows in the exports.
  var location: SourceLocation?
  /// What was noticed while reading.
  var diagnostics = Diagnostics()

  /// Whether any export is about UFW.
  var isPresent: Bool {
    isActive != nil || rules != nil || !userLines.isEmpty || !policies.isEmpty
  }

  /// Takes the policies of `/etc/default/ufw`.
  mutating func read(defaults settings: [String: String]) {
    let keys: [(String, UfwRule.Direction)] = [
      ("DEFAULT_INPUT_POLICY", .inbound), ("DEFAULT_OUTPUT_POLICY", .outbound),
      ("DEFAULT_FORWARD_POLICY", .forwarded),
    ]
    for (key, direction) in keys where policies[direction] == nil {
      switch settings[key] {
      case "ACCEPT": policies[direction] = .accept
      case "DROP": policies[direction] = .drop
      case "REJECT": policies[direction] = .reject("")
      default: break
      }
    }
    if let value = settings["IPV6"]?.lowercased() { filtersIPv6 = value == "yes" }
  }

  /// Takes the switch of `/etc/ufw/ufw.conf`; what `ufw status` says weighs more.
  mutating func read(switch settings: [String: String]) {
    if isActive == nil, let value = settings["ENABLED"]?.lowercased() {
      isActive = value == "yes"
    }
  }

  /// Reads the commands of `ufw show added`.
  mutating func read(added lines: [TextLine]) {
    var commands: [UfwRule] = []
    for line in lines where line.text.hasPrefix("ufw ") {
      do throws(ReadFault) {
        commands.append(try UfwCommand.read(line))
      } catch {
        diagnostics.append(error.diagnostic("host.ufw.added"))
        commands += UfwStatus.unknownRules(error, line)
      }
    }
    rules = commands
  }
}
