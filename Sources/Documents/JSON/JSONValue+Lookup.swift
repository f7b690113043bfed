extension JSONValue {
  /// Returns the value of a member, nil when this is no object or has no such key.
  ///
  /// The last of several equal keys wins; they were diagnosed when the document was read.
  ///
  /// - Complexity: O(*members*), without an allocation.
  public subscript(_ key: StaticString) -> JSONValue? {
    unsafe lookup(UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
  }

  /// Returns the value of a member, nil when this is no object or has no such key.
  ///
  /// - Complexity: O(*members*).
  @_disfavoredOverload
  public subscript(_ key: String) -> JSONValue? {
    var key = key
    return key.withUTF8 { unsafe lookup($0) }
  }

  /// Returns the element at an index, nil when this is no array or is too short.
  ///
  /// - Complexity: O(*index*); walk `elements` to read all of them.
  public subscript(_ position: Int) -> JSONValue? {
    guard word.tapeTag == JSONTag.array, position >= 0, position < word.tapeLength else {
      return nil
    }
    var index = Int(index) + 2
    for _ in 0..<position {
      index = behind(index)
    }
    return at(index)
  }

  /// The elements of an array, none for every other kind.
  public var elements: JSONElements {
    word.tapeTag == JSONTag.array ? JSONElements(of: self) : .empty
  }

  /// The members of an object in the order of the text, none for every other kind.
  ///
  /// A key that stands twice is there twice.
  public var members: JSONMembers {
    word.tapeTag >= JSONTag.object ? JSONMembers(of: self) : .empty
  }

  private func lookup(_ key: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    let word = word
    guard word.tapeTag >= JSONTag.object else { return nil }
    let readsAll = word.tapeTag == JSONTag.irregularObject
    let end = next
    var index = Int(index) + 2
    var found: Int?
    while index < end {
      if unsafe Self.matches(words[index], text, key) {
        if !readsAll { return at(index + 1) }
        found = index + 1
      }
      index = behind(index + 1)
    }
    return found.map { at($0) }
  }
}
