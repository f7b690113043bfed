import Documents

/// Finds the policy that belongs to inputs.
public enum PolicyLocation {
  /// Returns the path of the policy beside the first input, or nil when there is none.
  ///
  /// For a folder that is the policy in the folder itself, else the one next to it; for a file, the
  /// one next to it.
  ///
  /// - Parameter paths: The inputs as the user gave them.
  /// - Returns: The path of the policy, or nil.
  public static func find(besides paths: [String]) -> String? {
    guard let first = paths.first(where: { $0 != "-" }) else { return nil }
    var path = first
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    var folders = [path]
    let parent = PathText.folder(of: path)
    switch PathText.name(of: path) {
    case ".": folders.append("..")
    case "..": folders.append("\(path)/..")
    default: folders.append(parent.isEmpty ? "." : parent)
    }
    for folder in folders {
      for name in InputSelection.policyNames {
        let candidate = folder == "." ? name : folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        if exists(candidate) { return candidate }
      }
    }
    return nil
  }

  private static func exists(_ path: String) -> Bool {
    var refusals = Diagnostics()
    let entries = FileReader.inventory([path], into: &refusals)
    return refusals.isEmpty && entries.map(\.path) == [path]
  }
}
