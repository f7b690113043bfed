import Documents
import Topology

/// An exported object with what is needed to give it and what it names one spelling.
struct Origin: Sendable {
  /// The object.
  var value: JSONValue
  /// The record in which it stands.
  var record: Record
  /// The projects of all exports.
  var projects: ProjectTable

  /// The project in which the object lives; empty when nothing tells.
  var project: String {
    if let link = value["selfLink"]?.string,
      let name = ResourceName.segment(after: "projects", in: ResourceName.path(link))
    {
      return projects.id(of: name)
    }
    if let name = record.name.flatMap({ ResourceName.segment(after: "projects", in: $0) }) {
      return projects.id(of: name)
    }
    if !record.project.isEmpty { return projects.id(of: record.project) }
    for key in ["name", "zone", "region", "network", "subnetwork"] {
      if let link = value[key]?.string,
        let name = ResourceName.segment(after: "projects", in: ResourceName.path(link))
      {
        return projects.id(of: name)
      }
    }
    return ""
  }

  /// The full name of the object: its link, the name of its asset, or its scope and short name.
  func identity(_ collection: String) throws(ReadFault) -> String {
    if let link = try value.text("selfLink") { return projects.canonical(link, in: project) }
    let name = try value.text("name")
    if let asset = record.name, asset.contains("/\(collection)/") {
      return projects.canonical(asset, in: project)
    }
    guard let name else { throw ReadFault(value, "a record has neither a name nor a link") }
    if name.contains("/") { return projects.canonical(name, in: project) }
    var scope = record.place
    for key in ["zone", "region"] {
      guard let link = value[key]?.string else { continue }
      scope = "\(key)s/\(ResourceName.last(ResourceName.path(link)))"
      break
    }
    return projects.canonical(
      "\(scope.isEmpty ? "global" : scope)/\(collection)/\(name)", in: project)
  }

  /// What a member refers to, in the one spelling.
  func reference(_ key: StaticString) throws(ReadFault) -> String? {
    try value.text(key).map { projects.canonical($0, in: project) }
  }

  /// The network that a member names.
  func network(_ key: StaticString = "network") throws(ReadFault) -> String? {
    try value.text(key).map { projects.network($0, in: project) }
  }

  /// What the elements of a member refer to.
  func references(_ key: StaticString) throws(ReadFault) -> [String] {
    try value.texts(key).map { projects.canonical($0, in: project) }
  }

  /// A part of the object, in the same surroundings.
  func part(_ value: JSONValue) -> Origin {
    Origin(value: value, record: record, projects: projects)
  }
}
