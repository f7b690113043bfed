/// Names by which a file speaks of elements; equal ids are told apart by their order.
struct UniqueNames {
  private let names: [String]
  private let numbers: [String: Int]

  init(_ ids: [String]) {
    var seen: [String: Int] = [:]
    var names: [String] = []
    var numbers: [String: Int] = [:]
    for (number, id) in ids.enumerated() {
      let count = seen[id, default: 0] + 1
      seen[id] = count
      let name = count == 1 ? id : "\(id)#\(count)"
      names.append(name)
      if numbers[name] == nil { numbers[name] = number }
    }
    self.names = names
    self.numbers = numbers
  }

  /// The name of an element.
  subscript(number: Int) -> String { names[number] }

  /// The number of an element; nil when no element has the name.
  func number(of name: String) -> Int? { numbers[name] }
}
