import Documents

/// Reads what `nft list ruleset` prints, or a file of `nft -f`.
struct NftTextReader {
  let file: SourceFile
  let tokens: [NftTokens.Token]
  var position = 0
  var tables: [NftTable] = []
  var diagnostics = Diagnostics()
  var ruleCount = 0

  init(_ file: SourceFile) {
    self.file = file
    tokens = NftTokens(file).tokens
  }

  /// The word at the position; the end of the text is a line end for ever.
  var current: String { position < tokens.count ? tokens[position].text : "\n" }

  /// Whether the word at the position is this one and not in quotes.
  func isAt(_ text: String) -> Bool {
    position < tokens.count && tokens[position].text == text && !tokens[position].isQuoted
  }

  var isAtEnd: Bool { position >= tokens.count }

  var isAtLineEnd: Bool { isAtEnd || isAt("\n") || isAt("}") }

  var location: SourceLocation {
    file.location(ofByte: position < tokens.count ? tokens[position].offset : file.count)
  }

  /// Takes the word at the position.
  mutating func take() -> String {
    let text = current
    position += 1
    return text
  }

  /// Takes a word when it is this one.
  mutating func take(if text: String) -> Bool {
    guard isAt(text) else { return false }
    position += 1
    return true
  }

  mutating func skipLineEnds() {
    while isAt("\n") { position += 1 }
  }

  func expected(_ what: String) -> ReadFault {
    ReadFault(
      location,
      "expected \(what), found \(current == "\n" ? "the end of the line" : current)")
  }

  mutating func refuse(_ fault: ReadFault) {
    diagnostics.append(fault.diagnostic("host.nft.syntax"))
  }

  /// Reads the whole text.
  mutating func read() {
    while !isAtEnd {
      skipLineEnds()
      if isAtEnd { break }
      let verb = current
      let start = location
      if take(if: "table") {
        readTable(at: start)
      } else if verb == "flush" || verb == "destroy" || verb == "delete" || verb == "define" {
        skipStatement()
      } else {
        refuse(expected("table FAMILY NAME {"))
        skipStatement()
        _ = take(if: "}")
      }
    }
  }

  /// Skips the rest of a line with the blocks in it.
  mutating func skipStatement() {
    var depth = 0
    while !isAtEnd {
      if isAt("{") { depth += 1 }
      if isAt("}") {
        if depth == 0 { return }
        depth -= 1
      }
      if isAt("\n"), depth == 0 { return }
      position += 1
    }
  }

  private mutating func readTable(at start: SourceLocation) {
    var families = TableFamily.ip
    if let known = ["ip": TableFamily.ip, "ip6": .ip6, "inet": .inet][current] {
      families = known
      position += 1
    } else if ["arp", "bridge", "netdev"].contains(current) {
      families = .other
      position += 1
    }
    var table = NftTable(families: families, name: take(), location: start)
    guard take(if: "{") else {
      skipStatement()
      return
    }
    while !isAtEnd {
      skipLineEnds()
      if take(if: "}") || isAtEnd { break }
      let start = location
      if take(if: "chain") {
        readChain(into: &table, at: start)
      } else if take(if: "set") {
        readSet(into: &table)
      } else if take(if: "map") {
        readMap(into: &table)
      } else if take(if: "flags") {
        if take() == "dormant" { table.isDormant = true }
        skipStatement()
      } else {
        skipStatement()
      }
    }
    if let known = tables.firstIndex(where: {
      $0.families == table.families && $0.name == table.name
    }) {
      tables[known].chains += table.chains
      tables[known].sets.merge(table.sets) { _, new in new }
      tables[known].maps.merge(table.maps) { _, new in new }
    } else {
      tables.append(table)
    }
  }

  private mutating func readSet(into table: inout NftTable) {
    let name = take()
    var set = NftTable.NftSet(elements: [], isDynamic: false)
    guard take(if: "{") else { return skipStatement() }
    while !isAtEnd {
      skipLineEnds()
      if take(if: "}") { break }
      if take(if: "elements") {
        _ = take(if: "=")
        do throws(ReadFault) {
          if case .set(let elements) = try readSetLiteral() { set.elements += elements }
        } catch {
          refuse(error)
          set.elements.append(.unknown(error.message))
          skipStatement()
        }
      } else if take(if: "flags") {
        while !isAtLineEnd { if take() == "dynamic" { set.isDynamic = true } }
      } else {
        skipStatement()
      }
    }
    table.sets[name] = set
  }

  private mutating func readMap(into table: inout NftTable) {
    let name = take()
    guard take(if: "{") else { return skipStatement() }
    var entries: [NftEntry]? = []
    while !isAtEnd {
      skipLineEnds()
      if take(if: "}") { break }
      if take(if: "elements") {
        _ = take(if: "=")
        do throws(ReadFault) {
          entries? += try readEntries()
        } catch {
          refuse(error)
          entries = nil
          skipStatement()
        }
      } else {
        skipStatement()
      }
    }
    table.maps[name] = entries
  }

  private mutating func readChain(into table: inout NftTable, at start: SourceLocation) {
    var chain = NftTable.NftChain(name: take(), location: start)
    guard take(if: "{") else { return skipStatement() }
    while !isAtEnd {
      skipLineEnds()
      if take(if: "}") || isAtEnd { break }
      if take(if: "type") {
        readBase(into: &chain)
      } else if take(if: "policy") {
        chain.policy = take() == "drop" ? .drop : .accept
      } else if isAt("comment") || isAt("devices") || isAt("flags") {
        skipStatement()
      } else {
        chain.rules.append(readRule())
      }
      let before = position
      skipLineEnds()
      if before == position, !isAt("}"), !isAtEnd {
        refuse(expected("the end of the line"))
        skipStatement()
      }
    }
    table.chains.append(chain)
  }

  /// Reads `type filter hook input priority filter - 1` up to its end.
  private mutating func readBase(into chain: inout NftTable.NftChain) {
    let kind = FirewallChain.Kind(rawValue: take()) ?? .filter
    var hook: Hook?
    var priority = 0
    while !isAtLineEnd {
      switch take() {
      case "hook": hook = Hook(rawValue: take())
      case "priority":
        let name = take()
        priority = NftTable.priority(name) ?? 0
        if isAt("+") || isAt("-") {
          let isNegative = take() == "-"
          let difference = Int(take()) ?? 0
          priority = isNegative ? priority &- difference : priority &+ difference
        }
      default: break
      }
    }
    chain.base = hook.map { .init(kind: kind, hook: $0, priority: priority) }
  }

  /// Reads a rule up to the end of its line; one that cannot be read may do anything.
  private mutating func readRule() -> NftTable.NftRule {
    let start = position
    let place = location
    var statements: [NftStatement] = []
    do throws(ReadFault) {
      while !isAtLineEnd { try readStatement(into: &statements) }
    } catch {
      refuse(error)
      skipStatement()
      statements = [.unknown(error.message), .verdict(.unknown(error.message))]
    }
    let words = tokens[min(start, tokens.count)..<min(position, tokens.count)]
    ruleCount += 1
    return NftTable.NftRule(
      statements: statements,
      text: words.map { $0.isQuoted ? "\"\($0.text)\"" : $0.text }.joined(separator: " "),
      location: place)
  }
}
