import Documents
import Topology

/// Answers of network managers, which do not tell the network that they are about: the name of the
/// file does (AZ-5.6).
extension Inventory {
  /// Whether an element belongs to an effective answer of a network manager, and to which.
  static func managerKind(of value: JSONValue) -> RecordKind? {
    guard let fields = Fields(value), let id = fields.find("id")?.string else { return nil }
    switch AzureID(id).type {
    case "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules":
      let isEffective = fields.has("ruleGroups") || fields.has("ruleCollectionAppliesToGroups")
      return isEffective ? .adminRules : nil
    case "microsoft.network/networkmanagers/connectivityconfigurations":
      return fields.has("configurationGroups") ? .connectivity : nil
    default: return nil
    }
  }

  /// Reads the list of an answer.
  mutating func readManagerAnswer(_ list: JSONValue, _ kind: RecordKind, _ file: Int) {
    count(kind, file, list.count)
    var rules: [Exported.AdminRule] = []
    for element in list.elements {
      guard let fields = Fields(element) else { continue }
      do throws(ReadFault) {
        if kind == .connectivity {
          connectivity.append((try Exported.Connectivity(fields), file))
        } else {
          rules.append(try Exported.AdminRule(fields))
        }
      } catch {
        refuse(error, kind, file: file)
      }
    }
    if kind == .adminRules { adminAnswers.append((rules, file)) }
  }

  /// The network that a file names, or the only one that there is.
  func network(namedBy file: Int) -> AzureID? {
    let words = files[file].path.lowercased().split {
      !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_"
    }
    let named = virtualNetworks.map(\.id).filter { id in
      words.contains { $0 == id.name || $0.hasSuffix("-\(id.name)") }
    }
    // Of `hub` and `vnet-hub` the longer name is meant.
    let length = named.map(\.name.utf8.count).max()
    return named.filter { $0.name.utf8.count == length }.only ?? virtualNetworks.only?.id
  }
}
