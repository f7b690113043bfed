import Documents

/// Puts the words of a command into a line that a POSIX shell takes apart again.
enum ShellWords {
  /// The words with blanks between them, quoted where it is needed.
  static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
          || [0x2E, 0x5F, 0x2D, 0x2F, 0x3A, 0x3D, 0x2C, 0x2B].contains(byte)
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
