import Foundation
import Testing

@testable import Shared

@Suite("Google's credentials files", .timeLimit(.minutes(15)))
struct GoogleCredentialsTests {
  private func find(
    _ files: [String: JSONValue], _ environment: [String: String]
  ) throws -> GoogleCredentials {
    let memory = MemoryFiles(contents: try files.mapValues { try $0.serialized() })
    return try GoogleCredentials.find(GoogleEnvironment(environment), read: memory.read)
  }

  @Test("The named file wins over gcloud's file, which wins over the machine's account")
  func order() throws {
    let files = [
      "/named.json": CredentialFiles.serviceAccount,
      "/home/x/.config/gcloud/application_default_credentials.json": CredentialFiles.authorizedUser,
      "/other/application_default_credentials.json": CredentialFiles.external,
    ]
    let home = ["HOME": "/home/x"]
    let named = ["GOOGLE_APPLICATION_CREDENTIALS": "/named.json"]
    #expect(try find(files, home.merging(named) { $1 }).origin == "/named.json")
    #expect(
      try find(files, home).origin == "/home/x/.config/gcloud/application_default_credentials.json")
    #expect(
      try find(files, home.merging(["CLOUDSDK_CONFIG": "/other"]) { $1 }).origin
        == "/other/application_default_credentials.json")
    for none in [["HOME": "/home/y"], [:], ["GOOGLE_APPLICATION_CREDENTIALS": " ", "HOME": "/home/y"]] {
      #expect(try find(files, none).origin == "the metadata server")
    }
  }

  @Test("A missing named file and an unreadable gcloud file are errors")
  func missing() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try find([:], ["GOOGLE_APPLICATION_CREDENTIALS": "/named.json"])
    }
    #expect(error?.place == "GOOGLE_APPLICATION_CREDENTIALS")
    #expect(error?.problem.contains("/named.json") == true)
    var memory = MemoryFiles()
    memory.locked = ["/g/application_default_credentials.json"]
    #expect(throws: ConfigurationError.self) {
      try GoogleCredentials.find(GoogleEnvironment(["CLOUDSDK_CONFIG": "/g"]), read: memory.read)
    }
  }

  @Test("Each kind of credentials names its account")
  func identities() throws {
    let reaper = "reaper@build.iam.gserviceaccount.com"
    #expect(try CredentialFiles.read(CredentialFiles.serviceAccount).kind.identity == reaper)
    #expect(try CredentialFiles.read(CredentialFiles.impersonated).kind.identity == reaper)
    let external = CredentialFiles.external
    #expect(
      try CredentialFiles.read(external).kind.identity
        == "the workload identity of //iam.googleapis.com/pools/p")
    let target = external.with(
      "service_account_impersonation_url", .string(CredentialFiles.impersonationURL))
    #expect(try CredentialFiles.read(target).kind.identity == reaper)
    let user = CredentialFiles.authorizedUser
    #expect(try CredentialFiles.read(user).kind.identity == "the user of gcloud's login")
    #expect(try CredentialFiles.read(user.with("account", "me@x.org")).kind.identity == "me@x.org")
  }

  @Test("The project, quota project and universe are read")
  func places() throws {
    let account = try CredentialFiles.read(CredentialFiles.serviceAccount)
    #expect((account.project, account.quotaProject) == ("build", nil))
    #expect(account.universeDomain == "googleapis.com")
    let user = CredentialFiles.authorizedUser.with("universe_domain", "example.goog")
    #expect(try CredentialFiles.read(user).quotaProject == "billing")
    #expect(try CredentialFiles.read(user).universeDomain == "example.goog")
    #expect(
      try CredentialFiles.read(user, ["GOOGLE_CLOUD_QUOTA_PROJECT": "mine"]).quotaProject == "mine")
  }

  @Test("The source of a subject token is read")
  func sources() throws {
    func source(_ value: JSONValue) throws -> SubjectTokenSource {
      try SubjectTokenSource(JSONCursor(value))
    }
    guard
      case .file("/run/token", .json(field: "access")) = try source([
        "file": "/run/token", "format": ["type": "json", "subject_token_field_name": "access"],
      ])
    else { return #expect(Bool(false)) }
    guard
      case .url("http://169.254.169.254/t?a=b", let headers, .text) = try source([
        "url": "http://169.254.169.254/t?a=b", "headers": ["Metadata": "s3cret"],
      ])
    else { return #expect(Bool(false)) }
    #expect(headers.map(\.name) == ["Metadata"])
    #expect(headers.map(\.value.revealed) == ["s3cret"])
    guard
      case .executable("/bin/x --y", .milliseconds(5000), "/out") = try source([
        "executable": ["command": "/bin/x --y", "timeout_millis": 5000, "output_file": "/out"]
      ])
    else { return #expect(Bool(false)) }
  }

  static let wrong: [(file: JSONValue, problem: String)] = [
    (["client_email": "a"], "/key.json: type: is missing"),
    (["type": "gdch_service_account"], "/key.json: type: it is not supported"),
    (CredentialFiles.serviceAccount.with("client_email", nil), "client_email: is missing"),
    (CredentialFiles.serviceAccount.with("client_email", 5), "client_email: expected a string"),
    (CredentialFiles.serviceAccount.with("private_key", nil), "private_key: is missing"),
    (CredentialFiles.serviceAccount.with("private_key", "s3cret"), "private_key: the private key cannot"),
    (
      CredentialFiles.serviceAccount.with("private_key", .string(TestCertificates.clientKey)),
      "private_key: the private key is not an RSA key"
    ),
    (
      CredentialFiles.serviceAccount.with("private_key", .string(TestCertificates.encryptedKey)),
      "private_key: the private key is encrypted"
    ),
    (
      CredentialFiles.serviceAccount.with("token_uri", "http://oauth2.example/"),
      "token_uri: expected https://"
    ),
    (CredentialFiles.serviceAccount.with("token_uri", "https://s3cret:x@h/"), "token_uri: expected https://"),
    (
      CredentialFiles.serviceAccount.with("universe_domain", "evil/x.y"), "universe_domain: expected a domain"
    ),
    (CredentialFiles.authorizedUser.with("refresh_token", nil), "refresh_token: is missing"),
    (CredentialFiles.authorizedUser.with("client_id", "a\nb"), "client_id: has a control character"),
    (CredentialFiles.impersonated.with("source_credentials", nil), "source_credentials: is missing"),
    (
      CredentialFiles.impersonated.with("source_credentials", CredentialFiles.impersonated),
      "source_credentials: is itself impersonated"
    ),
    (
      CredentialFiles.impersonated.with(
        "source_credentials", CredentialFiles.authorizedUser.with("client_secret", nil)),
      "source_credentials.client_secret: is missing"
    ),
    (
      CredentialFiles.impersonated.with("service_account_impersonation_url", "http://iam.example/"),
      "service_account_impersonation_url: expected https://"
    ),
    (CredentialFiles.external.with("credential_source", nil), "credential_source: is missing"),
    (
      CredentialFiles.external.with("credential_source", [:]),
      "credential_source: has no file, url or executable"
    ),
    (
      CredentialFiles.external.with("credential_source", ["environment_id": "aws1", "url": "http://x"]),
      "environment_id: AWS credentials are not supported"
    ),
    (
      CredentialFiles.external.with("credential_source", ["certificate": ["use_default": true]]),
      "certificate: X.509 certificates are not supported"
    ),
    (
      CredentialFiles.external.with("credential_source", ["url": "http://idp.example/t"]),
      "url: expected https://HOST"
    ),
    (
      CredentialFiles.external.with("credential_source", ["file": "/f", "format": ["type": "xml"]]),
      "format.type: expected text or json"
    ),
    (
      CredentialFiles.external.with("credential_source", ["file": "/f", "format": ["type": "json"]]),
      "subject_token_field_name: is missing"
    ),
    (
      CredentialFiles.external.with(
        "credential_source", ["executable": ["command": "x", "timeout_millis": 1]]),
      "timeout_millis: expected 5000 to 120000"
    ),
  ]

  @Test("An error in a file names the field and hides its value", arguments: wrong)
  func errors(file: JSONValue, problem: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try CredentialFiles.read(file) }
    let text = try #require(error).description
    #expect(text.contains(problem))
    for secret in CredentialFiles.secrets { #expect(!text.contains(secret)) }
    #expect(error?.exitStatus == .config)
  }

  @Test("An error about invalid JSON hides the text")
  func noJSON() {
    let error = #expect(throws: ConfigurationError.self) {
      try GoogleCredentials(file: "/key.json", Array("{\"s3cret".utf8), GoogleEnvironment([:]))
    }
    #expect(error?.description.hasPrefix("/key.json: not JSON") == true)
    #expect(error?.description.contains("s3cret") == false)
  }

  @Test(
    "Dumping credentials shows no secret",
    arguments: [
      CredentialFiles.serviceAccount, CredentialFiles.authorizedUser, CredentialFiles.impersonated,
      CredentialFiles.external.with(
        "credential_source", ["url": "https://x/", "headers": ["Authorization": "s3cret"]]),
    ])
  func dumps(file: JSONValue) throws {
    var text = ""
    dump(try CredentialFiles.read(file), to: &text)
    #expect(text.contains("/key.json"))
    let basic = Data("c1:s3cret-client".utf8).base64EncodedString()
    for secret in CredentialFiles.secrets + [basic] { #expect(!text.contains(secret)) }
  }
}
