/// Places as people read them.
extension Review {
  /// The review with places as `path:line` below the folder that all files share, and that folder.
  func withShortPlaces() -> (review: Review, folder: String) {
    let folder = Self.commonFolder(of: inputs.map(\.path))
    func short(_ place: inout String) {
      if place.hasPrefix(folder) { place.removeFirst(folder.count) }
      let parts = place.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 2, parts.suffix(2).allSatisfy({ Int($0) != nil }) {
        place = parts.dropLast().joined(separator: ":")
      }
    }
    func short(_ path: inout PacketPath) {
      for index in path.forward.indices { short(&path.forward[index].place) }
      for index in path.answer.indices { short(&path.answer[index].place) }
    }
    var review = self
    for index in review.findings.indices {
      short(&review.findings[index].cause.place)
      for number in review.findings[index].path.indices {
        short(&review.findings[index].path[number])
      }
    }
    for index in review.rules.indices {
      if var doubt = review.rules[index].doubt {
        short(&doubt)
        review.rules[index].doubt = doubt
      }
      if var evidence = review.rules[index].evidence {
        short(&evidence)
        review.rules[index].evidence = evidence
      }
    }
    if var hygiene = review.hygiene {
      for index in hygiene.indices { short(&hygiene[index].place) }
      review.hygiene = hygiene
    }
    for index in review.gaps.indices { short(&review.gaps[index].place) }
    for index in review.diagnostics.indices { short(&review.diagnostics[index].place) }
    for index in review.inputs.indices where review.inputs[index].path.hasPrefix(folder) {
      review.inputs[index].path.removeFirst(folder.count)
    }
    return (review, folder)
  }

  /// The folder, with its slash, that all of some paths lie in; empty when there is none.
  private static func commonFolder(of paths: [String]) -> String {
    guard let first = paths.first, paths.count > 1 else { return "" }
    var folder = first[...]
    while let slash = folder.lastIndex(of: "/") {
      let candidate = folder[...slash]
      if paths.allSatisfy({ $0.hasPrefix(candidate) }) { return String(candidate) }
      folder = folder[..<slash]
    }
    return ""
  }
}
