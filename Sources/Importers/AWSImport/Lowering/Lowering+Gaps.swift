import Documents
import Topology

extension Lowering {
  /// Notes what is missing of the graph as a whole: lists that were not read to their end, and
  /// objects of which two exports disagree.
  mutating func noteGaps() {
    for kind in inventory.incompleteKinds.sorted(by: { $0.rawValue < $1.rawValue }) {
      omit(
        about: "kind", of: kind.rawValue, "not all \(kind.rawValue) could be read",
        remedy: kind.command)
    }
    for contradiction in inventory.contradictions {
      omit(
        about: "contradiction", of: contradiction.id,
        "two exports disagree about \(contradiction.id)",
        remedy: "\(contradiction.kind.command), once", at: contradiction.location)
    }
  }
}
