/// Writes a scene as a flowchart of Mermaid.
public enum MermaidExport {
  /// Returns the scene as a flowchart with a subgraph for each container.
  public static func text(of scene: Scene) -> String {
    let export = ExportScene(scene)
    var lines = IndentedLines()
    lines.open("flowchart TB")
    var number = 0
    func open(_ title: String, _ lines: inout IndentedLines) {
      number += 1
      lines.open("subgraph g\(number)[\"\(escaped(title))\"]")
    }
    func nodes(_ list: [SceneNode], _ lines: inout IndentedLines) {
      for node in list {
        let label = export.label(node).map { escaped($0) }.joined(separator: "<br/>")
        let (left, right) = shape(node.kind)
        lines.add("\(export.name(node))\(left)\"\(label)\"\(right)")
      }
    }
    nodes(export.scene.externals, &lines)
    for region in export.scene.regions {
      open(export.title([region.label]), &lines)
      for network in region.networks {
        open(export.title([network.label, network.detail]), &lines)
        nodes(network.gateways + network.services, &lines)
        for subnet in network.subnets {
          open(export.title([subnet.label] + subnet.details), &lines)
          if subnet.nodes.isEmpty { lines.add("e\(number)[\" \"]") }
          nodes(subnet.nodes, &lines)
          lines.close("end")
        }
        lines.close("end")
      }
      lines.close("end")
    }
    var styles: [String] = []
    var count = 0
    for (index, net) in export.nets.enumerated() {
      let (joint, links) = export.links(index)
      if let joint { lines.add("\(joint)((\" \"))") }
      for link in links {
        let label = link.hasLabel ? "|\"\(escaped(DisplayWidth.visible(net.label)))\"|" : ""
        let isDotted = net.verdict != .allowed && net.verdict != .added
        let body =
          link.hasArrow
          ? (isDotted ? "-.->" : "-->")
          : link.hasStartArrow ? (isDotted ? "<-.->" : "<-->") : (isDotted ? "-.-" : "---")
        lines.add("\(link.source) \(body)\(label) \(link.target)")
        if let colour = colour(net.verdict) { styles.append("linkStyle \(count) stroke:\(colour)") }
        count += 1
      }
    }
    for style in styles { lines.add(style) }
    return lines.text
  }

  /// The text with everything that Mermaid or a browser might take for its own as a number.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", "<", ">", "&", "`", ";", "|", "[", "]", "{", "}", "\\", "*", "_", "~":
        result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func shape(_ kind: SceneNode.Kind) -> (String, String) {
    switch kind {
    case .database, .cache: ("[(", ")]")
    case .world: ("((", "))")
    case .gateway, .nat: ("{{", "}}")
    case .compute, .balancer, .container, .host, .service, .group, .filter, .routes, .border:
      ("[", "]")
    }
  }

  private static func colour(_ verdict: SceneEdge.Verdict) -> String? {
    switch verdict {
    case .violation: "#b91c1c,stroke-width:3px"
    case .undecided: "#a16207"
    case .blocked: "#6b7280"
    case .added: "#15803d,stroke-width:2px"
    case .removed: "#b45309"
    case .allowed: nil
    }
  }
}
