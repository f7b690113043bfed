import ArgumentParser
import Composition
import Diagrams
import Documents

/// The forms of diagrams.
enum DiagramFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case outline
  case svg
  case dot
  case mermaid
  case d2
  case drawio

  /// The end of the names of such files.
  var fileExtension: String {
    switch self {
    case .text, .outline: "txt"
    case .svg, .dot, .d2, .drawio: rawValue
    case .mermaid: "mmd"
    }
  }
}

/// The colours of SVG as an argument.
enum ThemeChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case light
  case dark

  /// The colours.
  var theme: SVGRenderer.Theme {
    switch self {
    case .auto: .auto
    case .light: .light
    case .dark: .dark
    }
  }
}

/// Puts pictures into the form that was asked for.
struct DiagramWriter {
  let format: DiagramFormat
  let theme: SVGRenderer.Theme
  let picture: PictureOptions
  let color: ColorChoice

  /// Whether the form has such pictures.
  func canWrite(_ picture: DiagramPicture) -> Bool {
    switch picture {
    case .scene: true
    case .matrix, .strip: format == .text || format == .outline || format == .svg
    }
  }

  /// The text of a picture.
  func text(of diagram: DiagramPicture, toTerminal: Bool) throws -> String {
    var renderer = picture.renderer
    renderer.usesColor = color.isColored(terminal: toTerminal)
    let svg = SVGRenderer(theme: theme)
    switch diagram {
    case .scene(let scene):
      switch format {
      case .text: return renderer.render(scene)
      case .outline:
        return OutlineRenderer(width: renderer.width, charset: renderer.charset).render(scene)
      case .svg: return svg.render(scene)
      case .dot: return DotExport.text(of: scene)
      case .mermaid: return MermaidExport.text(of: scene)
      case .d2: return D2Export.text(of: scene)
      case .drawio: return DrawioExport.text(of: scene)
      }
    case .matrix(let matrix, let title, let subtitle):
      switch format {
      case .text, .outline: return renderer.render(matrix, title: title)
      case .svg: return svg.render(matrix, title: title, subtitle: subtitle)
      case .dot, .mermaid, .d2, .drawio: throw refusal
      }
    case .strip(let strip):
      switch format {
      case .text, .outline: return renderer.render(strip)
      case .svg: return svg.render(strip)
      case .dot, .mermaid, .d2, .drawio: throw refusal
      }
    }
  }

  private var refusal: Problem {
    Problem(.usage, "this view has the forms text and svg, not \(format.rawValue)")
  }
}
