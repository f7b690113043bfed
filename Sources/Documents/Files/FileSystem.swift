#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls to the system that reading folders needs.
enum FileSystem {
  /// What stands at a path.
  enum Kind {
    case regular
    case folder
    case link
    case special(String)
    case failure(Int32)
  }

  /// Returns what stands at a path, a symbolic link itself unless links are followed.
  static func kind(of path: String, followsLinks: Bool) -> Kind {
    var info = stat()
    let status = unsafe followsLinks ? stat(path, &info) : lstat(path, &info)
    guard status == 0 else { return .failure(errno) }
    return kind(info.st_mode)
  }

  /// Returns the kind that a mode names.
  static func kind(_ mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .folder
    case S_IFLNK: .link
    case S_IFIFO: .special("a pipe")
    case S_IFSOCK: .special("a socket")
    case S_IFCHR, S_IFBLK: .special("a device")
    default: .special("no regular file")
    }
  }

  /// Returns the names in a folder, sorted by their bytes, without `.` and `..`.
  ///
  /// A name that is not UTF-8 is nil, because it could not be opened again.
  ///
  /// - Throws: The number of the system's error.
  static func names(in folder: String) throws(SystemError) -> [String?] {
    guard let listing = unsafe opendir(folder) else { throw SystemError(code: errno) }
    defer { unsafe closedir(listing) }
    var names: [String?] = []
    while let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
        let capacity = MemoryLayout.size(ofValue: unsafe entry.pointee.d_name)
        return unsafe start.withMemoryRebound(to: CChar.self, capacity: capacity) {
          unsafe String(validatingCString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { left, right in
      guard let left, let right else { return left != nil && right == nil }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }

  /// Returns the absolute path behind all symbolic links.
  ///
  /// - Throws: The number of the system's error.
  static func resolve(_ path: String) throws(SystemError) -> String {
    guard let resolved = unsafe realpath(path, nil) else { throw SystemError(code: errno) }
    defer { unsafe free(resolved) }
    guard let text = unsafe String(validatingCString: resolved) else {
      throw SystemError(code: EILSEQ)
    }
    return text
  }
}

/// An error number of the system.
struct SystemError: Error {
  let code: Int32

  /// The system's words for the error.
  var message: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }

  /// The error for a file.
  func fileError(_ path: String) -> FileError {
    switch code {
    case ENOENT, ENOTDIR: FileError(.missing, path: path, "there is no such file or folder")
    case ELOOP: FileError(.link, path: path, "the symbolic links lead in a circle")
    default: FileError(.unreadable, path: path, "cannot be read: \(message)")
    }
  }
}
