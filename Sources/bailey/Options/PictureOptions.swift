import ArgumentParser
import Diagrams

/// How diagrams of characters are drawn.
struct PictureOptions: ParsableArguments {
  @Option(
    help: "The number of columns of text diagrams; those of the terminal, else 100.")
  var width: Int?

  @Option(help: "The characters of text diagrams: unicode, ascii or auto.")
  var charset = Choice.auto

  /// The characters of a diagram as an argument.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case unicode
    case ascii
  }

  mutating func validate() throws {
    guard (40...10_000).contains(columns) else {
      throw ValidationError("--width is a number of columns from 40 to 10000")
    }
  }

  /// A diagram of characters.
  func text(_ scene: Scene) -> String { renderer.render(scene) }

  /// What draws diagrams of characters.
  var renderer: TextRenderer { TextRenderer(width: columns, charset: characters) }

  /// The number of columns; what does not go to a terminal has always the same.
  private var columns: Int { width ?? Console.columns.map { max($0, 40) } ?? 100 }

  /// Only a terminal decides by its locale; what goes elsewhere is always the same.
  private var characters: Charset {
    switch charset {
    case .unicode: .unicode
    case .ascii: .ascii
    case .auto: Console.resultIsTerminal && !Console.localeIsUnicode ? .ascii : .unicode
    }
  }
}
