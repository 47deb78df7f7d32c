import Shared
import Testing

@Suite(.timeLimit(.minutes(15))) struct CertificateFactsTests {
  @Test func aMatchingPairTellsNameAndValidity() throws {
    let facts = try CertificateFacts(
      certificate: Secret(TestCertificates.client), key: Secret(TestCertificates.clientKey))
    #expect(
      facts
        == CertificateFacts(
          notBefore: TestCertificates.notBefore, notAfter: TestCertificates.notAfter, commonName: "reaper"))
  }

  @Test func theFirstCertificateOfAChainCounts() throws {
    let chain = TestCertificates.client + TestCertificates.authority
    let facts = try CertificateFacts(certificate: Secret(chain), key: Secret(TestCertificates.clientKey))
    #expect(facts.commonName == "reaper")
  }

  @Test func aSubjectWithoutCommonNameHasNone() throws {
    let facts = try CertificateFacts(
      certificate: Secret(TestCertificates.nameless), key: Secret(TestCertificates.clientKey))
    #expect(facts.commonName == nil)
  }

  @Test(arguments: [
    (TestCertificates.foreignKey, "the private key does not match the client certificate"),
    (
      TestCertificates.encryptedKey,
      "the private key is encrypted; decrypt it, because podkeeper cannot ask for a passphrase"
    ),
    (
      TestCertificates.oldEncryptedKey,
      "the private key is encrypted; decrypt it, because podkeeper cannot ask for a passphrase"
    ),
    ("", "the private key cannot be read as PEM"),
    (TestCertificates.client, "the private key cannot be read as PEM"),
    (String(TestCertificates.clientKey.dropLast(60)), "the private key cannot be read as PEM"),
  ])
  func aKeyThatDoesNotServeIsTold(key: String, problem: String) {
    #expect(throws: PEMError(problem)) {
      try CertificateFacts(certificate: Secret(TestCertificates.client), key: Secret(key))
    }
  }

  @Test(arguments: ["", "garbage", TestCertificates.clientKey, String(TestCertificates.client.dropLast(90))])
  func aCertificateThatCannotBeReadIsTold(certificate: String) {
    #expect(throws: PEMError("the client certificate cannot be read as PEM")) {
      try CertificateFacts(certificate: Secret(certificate), key: Secret(TestCertificates.clientKey))
    }
  }
}

@Suite(.timeLimit(.minutes(15))) struct AuthoritiesTests {
  @Test func aBundleIsCounted() throws {
    let text = "# ours\n" + TestCertificates.authority + "between\n" + TestCertificates.client
    #expect(try countAuthorities(pem: Array(text.utf8)) == 2)
  }

  @Test(arguments: ["", "garbage", TestCertificates.clientKey])
  func aBundleWithoutCertificatesIsRefused(text: String) {
    #expect(throws: PEMError("there is no PEM certificate in it")) {
      try countAuthorities(pem: Array(text.utf8))
    }
  }

  @Test func aBrokenCertificateInABundleIsRefused() {
    let broken = TestCertificates.client.replacing("MII", with: "M!I", maxReplacements: 1)
    #expect(throws: PEMError("certificate 2 in it cannot be read")) {
      try countAuthorities(pem: Array((TestCertificates.authority + broken).utf8))
    }
  }
}
