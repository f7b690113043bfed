import Documents
import Testing

struct GzipTests {
  /// The text `hello gzip` and a line feed.
  static let hello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9,
    0x57, 0x48, 0xAF, 0xCA, 0x2C, 0xE0, 0x02, 0x00, 0x39, 0x7C, 0x63, 0x56, 0x0B, 0x00, 0x00,
    0x00,
  ]
  /// The text `second`.
  static let second: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x2B, 0x4E, 0x4D, 0xCE, 0xCF,
    0x4B, 0x01, 0x00, 0x69, 0x11, 0x1F, 0xB6, 0x06, 0x00, 0x00, 0x00,
  ]
  /// A hundred thousand times the letter `a`.
  static let bomb: [UInt8] =
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xED, 0xC1, 0x31, 0x01, 0x00,
      0x00, 0x00, 0xC2, 0xA0, 0xAC, 0xEB, 0x5F, 0xC2, 0x1A, 0x1E, 0x40, 0x01,
    ] + [UInt8](repeating: 0x00, count: 96) + [
      0xAF, 0x06, 0x87, 0xFA, 0xE2, 0x1B, 0xA0, 0x86, 0x01, 0x00,
    ]

  private func inflate(_ bytes: [UInt8], limits: FileLimits = .standard) throws -> String {
    String(decoding: try Gzip.inflate(bytes, limits: limits), as: UTF8.self)
  }

  @Test func `inflates one member and several in a row`() throws {
    #expect(try inflate(Self.hello) == "hello gzip\n")
    #expect(try inflate(Self.hello + Self.second + Self.hello) == "hello gzip\nsecondhello gzip\n")
    #expect(try inflate(Self.hello + [0, 0, 0]) == "hello gzip\n")
    #expect(try inflate(Self.bomb) == String(repeating: "a", count: 100_000))
  }

  @Test func `refuses every truncation`() {
    for count in 0..<Self.hello.count {
      let error = #expect(throws: GzipError.self) {
        try inflate(Array(Self.hello.prefix(count)))
      }
      #expect(error?.kind == (count < 2 ? .notGzip : .truncated))
    }
    #expect(throws: GzipError.self) { try inflate(Self.hello + Self.second.dropLast(3)) }
  }

  @Test func `refuses damage in the text, the checksum and behind the end`() {
    for place in [2, 12, 24, 28] {
      var bytes = Self.hello
      bytes[place] ^= 0x55
      let error = #expect(throws: GzipError.self) { try inflate(bytes) }
      #expect(error?.kind == .corrupt)
    }
    let error = #expect(throws: GzipError.self) { try inflate(Self.hello + [1, 2, 3]) }
    #expect(error?.kind == .corrupt)
  }

  @Test func `refuses a bomb by its size and by its ratio`() {
    let size = FileLimits(maximumInflatedBytes: 99_999)
    let ratio = FileLimits(freeInflatedBytes: 1000)
    for limits in [size, ratio] {
      let error = #expect(throws: GzipError.self) { try inflate(Self.bomb, limits: limits) }
      #expect(error?.kind == .limit)
    }
    #expect(throws: Never.self) {
      try inflate(Self.hello, limits: FileLimits(maximumRatio: 1, freeInflatedBytes: 11))
    }
  }
}
