import CLinux
import Glibc

/// Keeps the operating system and libraries from exposing this process's memory. Call it first: before there is a
/// token, and before a second thread could read the environment.
public func keepSecretsInMemory() {
  // Disables core dumps and debuggers of the same user.
  _ = pk_set_dumpable(0)
  // libcurl would write each TLS session's keys to this file.
  unsetenv("SSLKEYLOGFILE")
}
