#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Processor time of this process, so that other work on the machine does not count.
enum Clock {
  /// The seconds of processor time so far.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Runs a piece of work and returns its result and the seconds that it took.
  static func measure<Result>(_ work: () throws -> Result) rethrows -> (Result, Double) {
    let start = seconds
    let result = try work()
    return (result, seconds - start)
  }

  /// The most memory that the process has had at once, in MiB; 0 where the system does not tell.
  static var peakMemory: Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("VmHWM:") {
        return (Int(text.filter(\.isNumber)) ?? 0) / 1024
      }
    }
    return 0
  }
}
