/// The widths of letters in thousandths of their size.
enum GlyphWidths {
  /// The wider of Helvetica Bold and DejaVu Sans Bold, for the characters from space to tilde.
  private static let ascii: [Int] = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, 1001, 774, 763, 734,
    831, 684, 684, 821, 837, 373, 556, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774,
    1104, 771, 725, 726, 458, 366, 458, 838, 556, 501, 675, 716, 593, 716, 679, 436, 716, 712,
    343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583,
    712, 366, 712, 838,
  ]

  /// Returns the width of a character: wide East Asian forms a full em, others 0.7 em.
  static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value >= 32, scalar.value < 127 { return ascii[Int(scalar.value) - 32] }
    switch DisplayWidth.of(scalar) {
    case 0: return 0
    case 1: return scalar == "…" ? 1000 : 870
    default: return 1000
    }
  }
}
