/// Writes a scene in the language of D2.
public enum D2Export {
  /// Returns the scene as nested containers and connections.
  public static func text(of scene: Scene) -> String {
    let export = ExportScene(scene)
    var lines = IndentedLines()
    var paths: [String: String] = [:]
    var number = 0
    func open(_ title: String, _ path: String, _ lines: inout IndentedLines) -> String {
      number += 1
      lines.open("g\(number): \(quoted(title)) {")
      return path + "g\(number)."
    }
    func nodes(_ list: [SceneNode], _ path: String, _ lines: inout IndentedLines) {
      for node in list {
        let name = export.name(node)
        paths[name] = path + name
        // In quotes of D2 a line feed is a line feed.
        let label = quoted(export.label(node).joined(separator: " · "))
        lines.add("\(name): \(label) { shape: \(shape(node.kind)) }")
      }
    }
    lines.add("direction: down")
    nodes(export.scene.externals, "", &lines)
    for region in export.scene.regions {
      let place = open(export.title([region.label]), "", &lines)
      for network in region.networks {
        let inner = open(export.title([network.label, network.detail]), place, &lines)
        nodes(network.gateways + network.services, inner, &lines)
        for subnet in network.subnets {
          let path = open(export.title([subnet.label] + subnet.details), inner, &lines)
          nodes(subnet.nodes, path, &lines)
          lines.close("}")
        }
        lines.close("}")
      }
      lines.close("}")
    }
    for (index, net) in export.nets.enumerated() {
      let (joint, links) = export.links(index)
      if let joint {
        paths[joint] = joint
        lines.add("\(joint): \"\" { shape: circle; width: 12; height: 12 }")
      }
      for link in links {
        let body = link.hasArrow ? "->" : link.hasStartArrow ? "<->" : "--"
        let label = link.hasLabel ? ": \(quoted(DisplayWidth.visible(net.label)))" : ":"
        let ends = [link.source, link.target].map { paths[$0] ?? $0 }
        lines.add("\(ends[0]) \(body) \(ends[1])\(label) { \(style(net.verdict)) }")
      }
    }
    return lines.text
  }

  /// The text in single quotes, in which D2 knows no escapes and no substitutions.
  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }

  private static func shape(_ kind: SceneNode.Kind) -> String {
    switch kind {
    case .database, .cache: "cylinder"
    case .world: "cloud"
    case .gateway, .nat: "hexagon"
    case .compute, .balancer, .container, .host, .service, .group, .filter, .routes, .border:
      "rectangle"
    }
  }

  private static func style(_ verdict: SceneEdge.Verdict) -> String {
    switch verdict {
    case .violation: "style.stroke: '#b91c1c'; style.stroke-dash: 4; style.stroke-width: 3"
    case .undecided: "style.stroke: '#a16207'; style.stroke-dash: 2"
    case .blocked: "style.stroke: '#6b7280'; style.stroke-dash: 2"
    case .added: "style.stroke: '#15803d'; style.stroke-width: 3"
    case .removed: "style.stroke: '#b45309'; style.stroke-dash: 6"
    case .allowed: "style.stroke: '#334155'"
    }
  }
}
