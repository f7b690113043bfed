import Documents
import PacketSets

/// What `iptables-save`, `ip6tables-save` or a file of UFW holds: tables with chains.
struct IptablesDump {
  /// The family whose packets the rules see.
  let family: AddressFamily
  /// The contents of sets that rules name.
  let sets: [String: AddressListing]
  /// The tables as far as they are read.
  var tables: [FirewallTable] = []
  /// How many rules were read.
  var ruleCount = 0
  /// What could not be read.
  var diagnostics = Diagnostics()

  private var table: Int?

  init(_ family: AddressFamily, sets: [String: AddressListing] = [:]) {
    self.family = family
    self.sets = sets
  }

  /// How many rules one export may have.
  static let ruleLimit = 1_000_000

  /// Reads the lines of a file.
  mutating func read(_ lines: [TextLine]) {
    for line in lines { read(line) }
  }

  /// Reads one line: a table, a chain, a rule or the end of a table.
  private mutating func read(_ line: TextLine) {
    guard let first = line.text.utf8.first else { return }
    switch first {
    case UInt8(ascii: "#"): return
    case UInt8(ascii: "*"):
      table = tableNumber(String(line.text.dropFirst().prefix { $0 != " " }))
    case UInt8(ascii: ":"): readChain(line)
    case UInt8(ascii: "-"), UInt8(ascii: "["): readRule(line)
    default:
      let words = line.words()
      guard let word = words.first else { return }
      if word.text == "COMMIT" {
        table = nil
      } else {
        refuse(ReadFault(word, expected: "a table (*), a chain (:), a rule (-A) or COMMIT"))
      }
    }
  }

  private mutating func refuse(_ fault: ReadFault) {
    diagnostics.append(fault.diagnostic("host.iptables.syntax"))
  }

  /// The number of a table, which is made with its built-in chains when it is new.
  private mutating func tableNumber(_ name: String) -> Int {
    if let known = tables.firstIndex(where: { $0.name == name }) { return known }
    tables.append(FirewallTable(families: family == .v4 ? .ip : .ip6, name: name))
    return tables.count - 1
  }

  /// Reads `:INPUT DROP [0:0]` or `:ufw-user-input - [0:0]` (4.6).
  private mutating func readChain(_ line: TextLine) {
    let words = line.words()
    guard let table, words.count >= 2 else {
      refuse(
        ReadFault(
          line.location,
          table == nil
            ? "expected a table (*filter) before its chains" : "expected :CHAIN POLICY [0:0]"))
      return
    }
    let name = String(words[0].text.dropFirst())
    let number = chainNumber(name, in: table, at: line.location)
    switch words[1].text {
    case "-": break
    case "ACCEPT": tables[table].chains[number].policy = .accept
    case "DROP": tables[table].chains[number].policy = .drop
    case "REJECT": tables[table].chains[number].policy = .reject("")
    default:
      tables[table].chains[number].policy = .unknown("the policy of \(name) is not readable")
      refuse(ReadFault(words[1], expected: "ACCEPT, DROP or -"))
    }
  }

  /// The number of a chain, which is made when it is new.
  private mutating func chainNumber(
    _ name: String, in table: Int, at location: SourceLocation
  ) -> Int {
    if let known = tables[table].index(ofChain: name) { return known }
    tables[table].chains.append(
      FirewallChain(
        name: name, base: Self.base(of: name, in: tables[table].name), location: location))
    return tables[table].chains.count - 1
  }

  /// The hook of a built-in chain and its place in the order of 4.1.
  static func base(of chain: String, in table: String) -> FirewallChain.Base? {
    let hook: Hook
    switch chain {
    case "PREROUTING": hook = .prerouting
    case "INPUT": hook = .input
    case "FORWARD": hook = .forward
    case "OUTPUT": hook = .output
    case "POSTROUTING": hook = .postrouting
    default: return nil
    }
    switch table {
    case "raw": return .init(kind: .filter, hook: hook, priority: -300)
    case "mangle":
      return .init(kind: hook == .output ? .route : .filter, hook: hook, priority: -150)
    case "nat":
      let isSource = hook == .postrouting || hook == .input
      return .init(kind: .nat, hook: hook, priority: isSource ? 100 : -100)
    case "security": return .init(kind: .filter, hook: hook, priority: 50)
    default: return .init(kind: .filter, hook: hook, priority: 0)
    }
  }

  /// Reads `-A CHAIN …` or `-I CHAIN [NUMBER] …`.
  private mutating func readRule(_ line: TextLine) {
    guard ruleCount < Self.ruleLimit else {
      if ruleCount == Self.ruleLimit {
        refuse(ReadFault(line.location, "expected at most \(Self.ruleLimit) rules"))
        ruleCount += 1
      }
      return
    }
    var words = line.words()[...]
    if let counters = words.first, counters.text.hasPrefix("[") { words = words.dropFirst() }
    guard let command = words.popFirst(), let name = words.popFirst(), let table else {
      refuse(
        ReadFault(
          line.location,
          self.table == nil ? "expected a table (*filter) before its rules" : "expected -A CHAIN"))
      return
    }
    let number = chainNumber(name.text, in: table, at: line.location)
    switch command.text {
    case "-A", "--append":
      let rule = rule(Array(words), of: line)
      tables[table].chains[number].rules.append(rule)
    case "-I", "--insert":
      var place = 0
      if let index = words.first.flatMap({ Int($0.text) }) {
        words = words.dropFirst()
        place = min(max(index, 1) - 1, tables[table].chains[number].rules.count)
      }
      let rule = rule(Array(words), of: line)
      tables[table].chains[number].rules.insert(rule, at: place)
    case "-F", "--flush": tables[table].chains[number].rules.removeAll()
    default:
      refuse(ReadFault(command, expected: "-A, -I or -F"))
    }
  }

  /// The rule of a line; one that cannot be read may match and may do anything.
  private mutating func rule(_ words: [TextLine.Word], of line: TextLine) -> FirewallRule {
    ruleCount += 1
    var reader = IptablesRuleReader(words, family: family, sets: sets)
    do throws(ReadFault) {
      var rule = try reader.read()
      rule.text = line.text
      rule.location = line.location
      return rule
    } catch {
      refuse(error)
      return FirewallRule(
        matches: [.unknown(error.message)], verdict: .unknown(error.message), text: line.text,
        location: line.location)
    }
  }

  /// The tables with the chains to which their rules jump: a name that is none is unknown.
  func resolved() -> [FirewallTable] {
    tables.map { table in
      var table = table
      let names = Set(table.chains.map(\.name))
      for chain in table.chains.indices {
        for rule in table.chains[chain].rules.indices {
          switch table.chains[chain].rules[rule].verdict {
          case .jump(let name) where !names.contains(name),
            .goto(let name) where !names.contains(name):
            table.chains[chain].rules[rule].verdict = .unknown("the target \(name) is not known")
          default: break
          }
        }
      }
      return table
    }
  }
}
