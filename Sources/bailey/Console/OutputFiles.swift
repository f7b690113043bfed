import Composition
import Documents

/// Writes result files; a file that cannot be written ends the run.
enum OutputFiles {
  /// Writes a result to a file, or to standard output when there is none.
  static func result(_ text: String, to path: String?) throws {
    guard let path, path != "-" else { return Console.result(text) }
    try write(text, to: path)
  }

  /// Writes a text to a file, and creates the folders above it.
  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes to a file, and creates the folders above it.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do throws(FileError) {
      try OutputFile.write(bytes, to: path)
    } catch {
      throw Problem(.usage, Escape.terminal(error.description))
    }
  }
}
