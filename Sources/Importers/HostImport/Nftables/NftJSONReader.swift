import Documents
import PacketSets

/// Reads what `nft -j list ruleset` prints.
struct NftJSONReader {
  var tables: [NftTable] = []
  var diagnostics = Diagnostics()
  var ruleCount = 0
  /// The modules whose parameters the export has lost, with the place of the first.
  var lost: [String: SourceLocation] = [:]

  /// Whether a document is such an export.
  static func recognises(_ document: JSONDocument) -> Bool {
    document.roots.contains { $0["nftables"]?.kind == .array }
  }

  /// Reads all objects of a document.
  mutating func read(_ document: JSONDocument) {
    for root in document.roots {
      for object in root["nftables"]?.elements ?? .empty {
        if let table = object["table"] {
          _ = number(of: table, name: table["name"])
        } else if let chain = object["chain"] {
          readChain(chain)
        } else if let set = object["set"] {
          readSet(set)
        } else if let map = object["map"] {
          readMap(map)
        } else if let rule = object["rule"] {
          readRule(rule)
        }
      }
    }
  }

  /// The number of the table of an object, which is made when it is new.
  private mutating func number(of object: JSONValue, name: JSONValue?) -> Int {
    let families = object["family"]?.string.flatMap { TableFamily(rawValue: $0) } ?? .other
    let name = name?.string ?? ""
    if let known = tables.firstIndex(where: { $0.families == families && $0.name == name }) {
      return known
    }
    var table = NftTable(families: families, name: name, location: object.location)
    table.isDormant = Self.words(object["flags"]).contains("dormant")
    tables.append(table)
    return tables.count - 1
  }

  private mutating func readChain(_ object: JSONValue) {
    let table = number(of: object, name: object["table"])
    var chain = NftTable.NftChain(name: object["name"]?.string ?? "", location: object.location)
    if let hook = object["hook"]?.string.flatMap({ Hook(rawValue: $0) }) {
      let kind = object["type"]?.string.flatMap { FirewallChain.Kind(rawValue: $0) } ?? .filter
      chain.base = .init(kind: kind, hook: hook, priority: object["prio"]?.int ?? 0)
      chain.policy = object["policy"]?.equals("drop") == true ? .drop : .accept
    }
    tables[table].chains.append(chain)
  }

  private mutating func readSet(_ object: JSONValue) {
    let table = number(of: object, name: object["table"])
    var set = NftTable.NftSet(
      elements: [], isDynamic: Self.words(object["flags"]).contains("dynamic"))
    for element in object["elem"]?.elements ?? .empty {
      set.elements.append(NftJSONValue.value(element))
    }
    tables[table].sets[object["name"]?.string ?? ""] = set
  }

  private mutating func readMap(_ object: JSONValue) {
    let table = number(of: object, name: object["table"])
    tables[table].maps[object["name"]?.string ?? ""] = NftJSONValue.entries(object["elem"])
  }

  private mutating func readRule(_ object: JSONValue) {
    let table = number(of: object, name: object["table"])
    let name = object["chain"]?.string ?? ""
    var statements: [NftStatement] = []
    for expression in object["expr"]?.elements ?? .empty {
      if let statement = statement(expression) { statements.append(statement) }
    }
    let handle = object["handle"]?.int.map { " \($0)" } ?? ""
    let rule = NftTable.NftRule(
      statements: statements,
      text: "rule\(handle) of chain \(name) in table \(tables[table].families.rawValue) "
        + tables[table].name, location: object.location)
    ruleCount += 1
    if let known = tables[table].chains.firstIndex(where: { $0.name == name }) {
      tables[table].chains[known].rules.append(rule)
    } else {
      tables[table].chains.append(
        NftTable.NftChain(name: name, rules: [rule], location: object.location))
    }
  }

  /// The statement of an expression; nil for one that decides nothing.
  private mutating func statement(_ object: JSONValue) -> NftStatement? {
    guard let (key, value) = object.members.first(where: { _ in true }) else { return nil }
    let name = key.string
    if let verdict = NftJSONValue.verdict(object) { return .verdict(verdict) }
    switch name {
    case "match": return match(value)
    case "vmap":
      guard let key = value["key"].map({ NftJSONValue.key($0) }) else {
        return .verdict(.unknown("vmap"))
      }
      return .verdictMap(key, NftJSONValue.mapping(value["data"]))
    case "counter", "log", "comment", "last", "flow", "dup": return nil
    case "limit":
      guard value["rate"] != nil else { return .unknown("limit") }
      return .rate(isExceeded: value["inv"]?.bool == true)
    case "ct count": return .rate(isExceeded: value["inv"]?.bool == true)
    case "reject":
      let words = [value["type"]?.string, value["expr"]?.string].compactMap { $0 }
      return .verdict(.reject(words.joined(separator: " ")))
    case "dnat", "redirect": return translation(value)
    case "snat", "masquerade": return .verdict(.translateSource(NftText.unknownTranslation))
    case "notrack": return .stopsTracking
    case "mangle":
      switch value["key"].map({ NftJSONValue.key($0) }) {
      case .meta("mark"), .connection("mark"): return .setsMark
      case .payload("ip", let field) where field != "dscp": return .verdict(.unknown("mangle"))
      case .payload("ip6", let field) where field != "dscp": return .verdict(.unknown("mangle"))
      default: return nil
      }
    case "set":
      for statement in value["stmt"]?.elements ?? .empty where statement["limit"] != nil {
        return .rate(isExceeded: statement["limit"]?["inv"]?.bool == true)
      }
      return nil
    case "xt":
      let module = value["name"]?.string ?? ""
      let isTarget = value["type"]?.equals("target") == true
      if lost[module] == nil { lost[module] = value.location }
      return XtExtension.statement(module, isTarget: isTarget)
    case "queue": return .verdict(.unknown("a program in a queue decides"))
    case "tproxy", "fwd", "synproxy": return .verdict(.unknown(name))
    default: return .unknown(name)
    }
  }

  private func match(_ value: JSONValue) -> NftStatement {
    guard let left = value["left"], let right = value["right"] else { return .unknown("match") }
    let operation = value["op"]?.string.flatMap { NftOperator(rawValue: $0) } ?? .equal
    let key = NftJSONValue.key(left)
    if key == .payload("tcp", "flags"), operation == .inside {
      // Some of the flags are set: not all bits under the mask are zero.
      let flags = NftJSONValue.words(right).joined(separator: ",")
      return .match(.masked(key, .word(flags)), .unequal, .word("0x0"))
    }
    if case .masked = key {
      return .match(key, operation, .word(NftJSONValue.words(right).joined(separator: ",")))
    }
    return .match(key, operation, NftJSONValue.value(right))
  }

  private func translation(_ value: JSONValue) -> NftStatement {
    if let map = value["addr"]?["map"] {
      guard let key = map["key"].map({ NftJSONValue.key($0) }) else {
        return .verdict(.translateDestination(NftText.unknownTranslation))
      }
      return .destinationMap(key, NftJSONValue.mapping(map["data"]))
    }
    var result = Translation()
    if let address = value["addr"] {
      guard let set = NftText.addresses([NftJSONValue.value(address)]) else {
        return .verdict(.translateDestination(NftText.unknownTranslation))
      }
      result.addresses = set
    }
    if let port = value["port"] {
      guard let range = NftText.ports([NftJSONValue.value(port)])?.intervals.first else {
        return .verdict(.translateDestination(NftText.unknownTranslation))
      }
      result.ports = range
    }
    return .verdict(.translateDestination(result))
  }

  private static func words(_ value: JSONValue?) -> [String] {
    value.map { NftJSONValue.words($0) } ?? []
  }
}
