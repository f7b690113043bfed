import CLibXML2

/// The state that libxml2 keeps for the process.
enum XMLLibrary {
  private static let started: Void = xmlInitParser()

  /// Prepares the library; safe to call from several threads.
  static func start() {
    started
  }
}
