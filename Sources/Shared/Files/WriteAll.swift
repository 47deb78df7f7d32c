import Glibc

/// Writes all bytes to a descriptor.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      throw FileError(path: path, code: errno, doing: "writing it")
    }
    done += count
  }
}

/// A reader that went away shall be an error to report, not the end of the process.
public func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
