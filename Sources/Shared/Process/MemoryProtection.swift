import CLinux
import Glibc

/// Closes the ways on which the operating system or a library would hand out what is in our memory. To be called
/// first of all: before there is a token, and before a second thread could read the environment.
public func keepSecretsInMemory() {
  // No core dump, and no debugger of the same user.
  _ = pk_set_dumpable(0)
  // libcurl would write the keys of each TLS session there.
  unsetenv("SSLKEYLOGFILE")
}
