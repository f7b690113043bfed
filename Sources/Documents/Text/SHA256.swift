/// The hash function SHA-256 (FIPS 180-4), by which reports name a file by its content.
///
///     SHA256.hexadecimal(Array("abc".utf8))     // "ba7816bf…15ad"
public enum SHA256 {
  /// Returns the hash of some bytes as 64 hexadecimal digits.
  ///
  /// - Complexity: O(*n*) in the number of bytes, which are not copied.
  public static func hexadecimal(_ bytes: some RandomAccessCollection<UInt8>) -> String {
    hash(bytes).map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Returns the eight words of the hash.
  static func hash(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt32] {
    let known = bytes.withContiguousStorageIfAvailable { unsafe hash(buffer: $0) }
    if let known { return known }
    let copy = Array(bytes)
    return unsafe copy.withUnsafeBufferPointer { unsafe hash(buffer: $0) }
  }

  /// Returns the eight words of the hash of bytes that lie one after the other.
  private static func hash(buffer bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var state = initial
    let whole = bytes.count / 64 * 64
    var last = unsafe Array(bytes[whole...])
    last.append(0x80)
    while last.count % 64 != 56 { last.append(0) }
    let bits = UInt64(bytes.count) &* 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      last.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      unsafe schedule.initialize(repeating: 0)
      unsafe constants.withUnsafeBufferPointer { constants in
        for start in stride(from: 0, to: whole, by: 64) {
          unsafe mix(bytes, start, &state, schedule, constants)
        }
        unsafe last.withUnsafeBufferPointer { last in
          for start in stride(from: 0, to: last.count, by: 64) {
            unsafe mix(last, start, &state, schedule, constants)
          }
        }
      }
    }
    return [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h]
  }

  /// The words between blocks.
  private struct State {
    var a, b, c, d, e, f, g, h: UInt32
  }

  /// Takes in the 64 bytes from `start` on.
  @inline(__always)
  private static func mix(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ state: inout State,
    _ w: UnsafeMutableBufferPointer<UInt32>, _ k: UnsafeBufferPointer<UInt32>
  ) {
    guard let base = bytes.baseAddress else { return }
    let block = unsafe UnsafeRawPointer(base + start)
    for index in 0..<16 {
      unsafe w[index] = UInt32(
        bigEndian: block.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self))
    }
    for index in 16..<64 {
      let early = unsafe w[index &- 15]
      let late = unsafe w[index &- 2]
      let small = turned(early, 7) ^ turned(early, 18) ^ early &>> 3
      let large = turned(late, 17) ^ turned(late, 19) ^ late &>> 10
      unsafe w[index] = w[index &- 16] &+ small &+ w[index &- 7] &+ large
    }
    var s = state
    for index in stride(from: 0, to: 64, by: 8) {
      // Eight steps, after which every word is in its place again.
      unsafe step(s.a, s.b, s.c, &s.d, s.e, s.f, s.g, &s.h, k[index] &+ w[index])
      unsafe step(s.h, s.a, s.b, &s.c, s.d, s.e, s.f, &s.g, k[index &+ 1] &+ w[index &+ 1])
      unsafe step(s.g, s.h, s.a, &s.b, s.c, s.d, s.e, &s.f, k[index &+ 2] &+ w[index &+ 2])
      unsafe step(s.f, s.g, s.h, &s.a, s.b, s.c, s.d, &s.e, k[index &+ 3] &+ w[index &+ 3])
      unsafe step(s.e, s.f, s.g, &s.h, s.a, s.b, s.c, &s.d, k[index &+ 4] &+ w[index &+ 4])
      unsafe step(s.d, s.e, s.f, &s.g, s.h, s.a, s.b, &s.c, k[index &+ 5] &+ w[index &+ 5])
      unsafe step(s.c, s.d, s.e, &s.f, s.g, s.h, s.a, &s.b, k[index &+ 6] &+ w[index &+ 6])
      unsafe step(s.b, s.c, s.d, &s.e, s.f, s.g, s.h, &s.a, k[index &+ 7] &+ w[index &+ 7])
    }
    state = State(
      a: state.a &+ s.a, b: state.b &+ s.b, c: state.c &+ s.c, d: state.d &+ s.d,
      e: state.e &+ s.e, f: state.f &+ s.f, g: state.g &+ s.g, h: state.h &+ s.h)
  }

  /// A step of the compression: only the fourth and the last word change.
  @inline(__always)
  private static func step(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
    _ g: UInt32, _ h: inout UInt32, _ input: UInt32
  ) {
    let high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    let first = h &+ high &+ (g ^ (e & (f ^ g))) &+ input
    let low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    d = d &+ first
    h = first &+ low &+ ((a & b) ^ (c & (a ^ b)))
  }

  @inline(__always)
  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
  }

  private static let initial = State(
    a: 0x6a09_e667, b: 0xbb67_ae85, c: 0x3c6e_f372, d: 0xa54f_f53a,
    e: 0x510e_527f, f: 0x9b05_688c, g: 0x1f83_d9ab, h: 0x5be0_cd19)

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
