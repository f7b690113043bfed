extension JSONWriter {
  /// Writes a member whose value is a string.
  public mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a member whose value is an integer.
  public mutating func member(_ key: String, _ value: some BinaryInteger) {
    self.key(key)
    int(value)
  }

  /// Writes a member whose value is a number.
  public mutating func member(_ key: String, _ value: Double) {
    self.key(key)
    double(value)
  }

  /// Writes a member whose value is `true` or `false`.
  public mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  /// Writes a member whose value is an array of strings.
  public mutating func member(_ key: String, _ values: [String]) {
    self.key(key)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Writes a member whose value is an object that `body` fills.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - body: Writes the members.
  /// - Throws: What `body` throws.
  public mutating func object<Failure: Error>(
    _ key: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    self.key(key)
    beginObject()
    try body(&self)
    endObject()
  }

  /// Writes a member whose value is an array that `body` fills.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - body: Writes the elements.
  /// - Throws: What `body` throws.
  public mutating func array<Failure: Error>(
    _ key: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    self.key(key)
    beginArray()
    try body(&self)
    endArray()
  }
}
