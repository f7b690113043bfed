import Documents

extension Evidence {
  /// Reads what exports tell about users, roles and keys.
  mutating func readIdentities(_ documents: [InputDocument]) {}
}
