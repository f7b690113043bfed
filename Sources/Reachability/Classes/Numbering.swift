/// Distinct keys with the numbers of their first appearance.
struct Numbering<Key: Hashable> {
  /// The keys by number.
  private(set) var keys: [Key] = []
  private var numbers: [Key: Int32] = [:]

  /// The number of a key, which is a new one when the key was not seen before.
  mutating func number(of key: Key) -> Int32 {
    if let known = numbers[key] { return known }
    let number = Int32(keys.count)
    keys.append(key)
    numbers[key] = number
    return number
  }
}
