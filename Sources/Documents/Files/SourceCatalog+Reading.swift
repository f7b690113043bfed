extension SourceCatalog {
  /// Reads the files of an inventory and numbers those that can be read, in the order of paths.
  ///
  /// - Parameters:
  ///   - entries: The files, in any order.
  ///   - limits: What is refused for its size.
  ///   - diagnostics: Where the files go that cannot be read.
  /// - Returns: The catalog.
  public static func read(
    _ entries: [FileEntry], limits: FileLimits = .standard, into diagnostics: inout Diagnostics
  ) -> SourceCatalog {
    var files: [SourceFile] = []
    for entry in entries.sorted() {
      do throws(FileError) {
        let id = FileID(rawValue: UInt32(clamping: files.count))
        files.append(try FileReader.read(entry, id: id, limits: limits))
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    return SourceCatalog(files)
  }
}
