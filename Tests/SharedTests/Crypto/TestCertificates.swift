/// Certificates and keys made for these tests only.
enum TestCertificates {
  static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBhzCCAS2gAwIBAgIUPTFm4tbhhRBPCJnYimFWIkMfiAAwCgYIKoZIzj0EAwIw
    GTEXMBUGA1UEAwwOdGVzdCBhdXRob3JpdHkwHhcNMjYxMTIzMTkyODE0WhcNMzYx
    MTIwMTkyODE0WjAZMRcwFQYDVQQDDA50ZXN0IGF1dGhvcml0eTBZMBMGByqGSM49
    AgEGCCqGSM49AwEHA0IABAXATQXQTtukrMKDYBO36hvZWm1q2eErFDUMldQ+vP3Z
    K/xEoS/53z1jU9TRwTep2yMPW1zzrIDSbGP9MpaOhs6jUzBRMB0GA1UdDgQWBBSY
    rZFmGotEgA0IBJXOGH7CeAt6EDAfBgNVHSMEGDAWgBSYrZFmGotEgA0IBJXOGH7C
    eAt6EDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIGkzPpetzNQ5
    2DoWpOg6PcE6dUwfshfNpEtSe7hOYAxsAiEArD1yYx5UqmFZODoE5jU2geRTbXYh
    K/gWda1EvjgyNUY=
    -----END CERTIFICATE-----

    """

  /// CN=reaper, signed by the authority, valid for 30 days.
  static let client = """
    -----BEGIN CERTIFICATE-----
    MIIBNjCB3AIULJJK4bdZZOvs0TXUJ7juz1b0iIgwCgYIKoZIzj0EAwIwGTEXMBUG
    A1UEAwwOdGVzdCBhdXRob3JpdHkwHhcNMjYxMTIzMTkyODE0WhcNMjYxMjIzMTky
    ODE0WjAiMQ8wDQYDVQQKDAZyb2JvdHMxDzANBgNVBAMMBnJlYXBlcjBZMBMGByqG
    SM49AgEGCCqGSM49AwEHA0IABBQWYYRAXnyo3syLQWXgy+80yARdP2KdxJ7est6F
    shDsnmBlm2jFndD3/H8VKMeZ2N7ia0CUGnbzo9PgB+7V4HIwCgYIKoZIzj0EAwID
    SQAwRgIhALoc1Zo7GrJdcSCLDW1Wj8BKWFoNPwW0PVcBxMwNXRGtAiEArm7RcNgg
    GS0sx4NKyIMw/QxshySrYSToKA73D1fo5K8=
    -----END CERTIFICATE-----

    """

  static let clientKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHvhB1mih41dNbyj/
    2hR3GDDFPQNPaEkLqqgOXitMfNuhRANCAAQUFmGEQF58qN7Mi0Fl4MvvNMgEXT9i
    ncSe3rLehbIQ7J5gZZtoxZ3Q9/x/FSjHmdje4mtAlBp286PT4Afu1eBy
    -----END PRIVATE KEY-----

    """

  /// Like `client`, for the same key, but without a common name.
  static let nameless = """
    -----BEGIN CERTIFICATE-----
    MIIBJDCBywIULJJK4bdZZOvs0TXUJ7juz1b0iIkwCgYIKoZIzj0EAwIwGTEXMBUG
    A1UEAwwOdGVzdCBhdXRob3JpdHkwHhcNMjYxMTIzMTkyODE0WhcNMjYxMjIzMTky
    ODE0WjARMQ8wDQYDVQQKDAZyb2JvdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
    AAQUFmGEQF58qN7Mi0Fl4MvvNMgEXT9incSe3rLehbIQ7J5gZZtoxZ3Q9/x/FSjH
    mdje4mtAlBp286PT4Afu1eByMAoGCCqGSM49BAMCA0gAMEUCICm2x5p6tI0ulgpB
    A//S/M8lSVn3yRXixo9PXf/IVcB7AiEAhniOfeLssqAuI4RxO3GTRJS3i8+abxM0
    MD0ARpPsG80=
    -----END CERTIFICATE-----

    """

  /// A key that belongs to none of these certificates.
  static let foreignKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZkzXyG9aYVfD1GcW
    XTIDpu7waUJPi9C3yoxO89UzX4WhRANCAAQeeoPWqsEfg/O40DceAyW/BROnxhe+
    UEvR4F9Pje554O8RJHGm/0MCOm28UenEhZSGYc/09wgRHcW1Ouu7lTUE
    -----END PRIVATE KEY-----

    """

  /// The client's key, encrypted with a passphrase.
  static let encryptedKey = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIHrMFYGCSqGSIb3DQEFDTBJMCgGCSqGSIb3DQEFDDAbBAjpCce+qnuF+wIBATAM
    BggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBAgQQ1AZkm4J5G5XLd+rUW/gb2gSBkOg1
    6ycvWnIA8Ba5GW21fWuNIpUpZpW4LpxBn4gyRAk5OzoNpkTZYnuE735kkeSs14Sc
    y8gPHZ75z7o9NwHc34wptLTpUM4nCuqXQcK+x1DVjJTdzW4HMtgBFVaWWjAwEYcZ
    R1xDESvPqjdDUT3ritRd+NyZpEEf6QLnDafBVZjOfgZ772KzOMzyf1s/NhokIg==
    -----END ENCRYPTED PRIVATE KEY-----

    """

  /// The same key in the older format.
  static let oldEncryptedKey = """
    -----BEGIN EC PRIVATE KEY-----
    Proc-Type: 4,ENCRYPTED
    DEK-Info: AES-128-CBC,1E462D96A6580E84D580B8D05B653BBF

    niutuMmX0XUcY0eC+SgNd00jjHxUNeGdli6eDAx37jHBZ6DuDt04wXFJZNb9RSmE
    uHZlCfJxcjTnGlIwFeIIIc7byNBRc6b99ljBC9NbPkNcbKu8HLj5V56OfBMf3Mi5
    bgmqF7jyp5zBtnqALwWRILTLHE5oezVdfD3iU5hTN0o=
    -----END EC PRIVATE KEY-----

    """

  /// 2026-11-23T19:28:14Z, in Unix seconds.
  static let notBefore: Int64 = 1_795_462_094
  /// 2026-12-23T19:28:14Z, in Unix seconds.
  static let notAfter: Int64 = 1_798_054_094
}
