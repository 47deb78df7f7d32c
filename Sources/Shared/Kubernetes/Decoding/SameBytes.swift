import Glibc

extension UnsafeRawBufferPointer {
  /// `elementsEqual`, as fast as the C library has it.
  func sameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let baseAddress, let otherAddress = other.baseAddress else { return true }
    return memcmp(baseAddress, otherAddress, count) == 0
  }
}
