/// A text with variables, as Compose interpolates it (CMP-1.5).
struct Template {
  /// How a variable got its value.
  enum Origin: Hashable, Sendable {
    /// An environment file sets it.
    case set
    /// The template gives a default.
    case fallback
    /// Nothing sets it: it is empty.
    case unset
  }

  /// A variable that a text uses.
  struct Use: Hashable, Sendable {
    /// Its name.
    var name: String
    /// How it got its value.
    var origin: Origin
  }

  /// Why a text cannot be interpolated.
  struct Fault: Error, Hashable {
    /// The reason.
    var message: String
  }

  /// The values of the variables.
  let environment: Environment
  /// The variables that were used, in their order.
  private(set) var uses: [Use] = []
  private var depth = 0

  init(_ environment: Environment) {
    self.environment = environment
  }

  /// The text with the values of its variables.
  mutating func substitute(_ text: String) throws(Fault) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    return try substitute(Array(text.unicodeScalars)[...])
  }

  private mutating func substitute(
    _ text: ArraySlice<Unicode.Scalar>
  ) throws(Fault) -> String {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 16 else { throw Fault(message: "the defaults of variables nest too deep") }
    var result = String.UnicodeScalarView()
    var rest = text
    while let scalar = rest.popFirst() {
      guard scalar == "$" else {
        result.append(scalar)
        continue
      }
      if rest.first == "$" {
        rest.removeFirst()
        result.append("$")
      } else if rest.first == "{" {
        rest.removeFirst()
        result.append(contentsOf: try braced(&rest).unicodeScalars)
      } else {
        let name = Self.name(&rest)
        // A `$` before anything else stands for itself.
        result.append(contentsOf: name.isEmpty ? "$".unicodeScalars : value(name).unicodeScalars)
      }
    }
    return String(result)
  }

  /// The value of `${…}`, whose opening is read already.
  private mutating func braced(
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws(Fault) -> String {
    let name = Self.name(&rest)
    guard !name.isEmpty else { throw Fault(message: "${ is not followed by a variable's name") }
    guard var sign = rest.popFirst() else { throw Fault(message: "${\(name) has no end") }
    if sign == "}" { return value(name) }
    let refusesEmpty = sign == ":"
    if refusesEmpty {
      guard let next = rest.popFirst() else { throw Fault(message: "${\(name): has no end") }
      sign = next
    }
    guard sign == "-" || sign == "?" || sign == "+" else {
      throw Fault(message: "${\(name)\(refusesEmpty ? ":" : "")\(sign) is no form of a variable")
    }
    let word = try Self.word(&rest, of: name)
    let known = environment.values[name].flatMap { refusesEmpty && $0.isEmpty ? nil : $0 }
    switch sign {
    case "-":
      if let known { return note(name, .set, known) }
      return note(name, .fallback, try substitute(word))
    case "?":
      guard let known else {
        let reason = try substitute(word)
        throw Fault(
          message: "the required variable \(name) has no value"
            + (reason.isEmpty ? "" : ": \(reason)"))
      }
      return note(name, .set, known)
    default:
      return known == nil ? note(name, .fallback, "") : note(name, .set, try substitute(word))
    }
  }

  private mutating func value(_ name: String) -> String {
    guard let value = environment.values[name] else { return note(name, .unset, "") }
    return note(name, .set, value)
  }

  private mutating func note(_ name: String, _ origin: Origin, _ value: String) -> String {
    uses.append(Use(name: name, origin: origin))
    return value
  }

  private static func name(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = rest.first {
      let isLetter =
        scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
      guard isLetter || (!name.isEmpty && ("0"..."9").contains(scalar)) else { break }
      name.append(scalar)
      rest.removeFirst()
    }
    return String(name)
  }

  /// The word behind an operator, to the brace that closes it.
  private static func word(
    _ rest: inout ArraySlice<Unicode.Scalar>, of name: String
  ) throws(Fault) -> ArraySlice<Unicode.Scalar> {
    var open = 0
    var index = rest.startIndex
    while index < rest.endIndex {
      if rest[index] == "}" {
        if open == 0 {
          let word = rest[..<index]
          rest = rest[(index + 1)...]
          return word
        }
        open -= 1
      } else if rest[index] == "$", index + 1 < rest.endIndex, rest[index + 1] == "{" {
        open += 1
      }
      index += 1
    }
    throw Fault(message: "${\(name) has no closing brace")
  }
}
