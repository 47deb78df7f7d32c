/// An RSA key made for these tests only.
enum TestKey {
  static let pem = """
    -----BEGIN PRIVATE KEY-----
    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC0+nFu81l3PW1m
    xV9n8MWqZm+xz/SxEBNG0w7OXsyjmZZ1rizZnB/BhG4m+HSgyI/7ywFDCM0SNpz4
    A07KPOPRpPQ174/d50U4dKl3EL4H9VGqVl/QJNrZNxY1nc+wZrEElsA3Iw3ANy7U
    LwlN+TB/uqWrtaC6c+Jp4FpdeSPcp3UHATzuyAYgPrDOgiCRfsd4e8/JvzeS/6wk
    JBwq0Bpxr/Rc5EtCLjgQ1ADCPjDzujc5ynI6knwFruPwiU5r3/hEHSkoBINn60V/
    I08a3zmc/I6G0L6NheB3kUXNaFMicb9PnktAdmYblB5fHfegWVOVWwJ7ZuWzCqOR
    jswMO0eLAgMBAAECggEAAsHyKohthSib2yRuXYbiRcQ4nXmXg+WRaNN2EH6Kf0+r
    mdcLYRsRszQrLYLWdbPr2O1XjPrvjQB+1QFpf1SWlnvJ9zk52veKkXkNmZfZHWvt
    ttSI5ZxtWg2OoOCEgqHKvrda7gjygH3jkJSEf5Pb2x/8vqh01RwUIU+rpAYthE/H
    8D3sLNZ++UQysjNxCPxoOrNd+VgvgDnVoR0wcPZ2HDbaHaRzP5n/JL68bAIkoHfn
    e31tMveb5KI5YzTrj2q37YLcGLo1lP7Sx8jgXiI5JL8rh+8fZ4utqXdqjs/MchO/
    tNUkHa4T/FsBzZyIMe9mMXcljJmpJJMW3ACThxQyKQKBgQDe6DRlM17r2DP5aF+N
    WbLZDGhhg+YYNZjG7vEpZIwa3VIu6wNIRlfACLgv+TlerHD29u6/SbaZxgT+7IjU
    1hjSM4JT8G7e5ZQl8h4CbO9z2/i9+BLSKC4nXO6cloMuGMYWewDDxVDmDeobzaAJ
    u1zuc48SqLQ7utEW4zU8LpWIrQKBgQDP2LItUJfcDA+l6mGHDzrUCnSSVu6YASEZ
    rArQYigjmq6yMZfFs2ESESnSPC8psaQ4Q6aPAD0HQYfYPbTOZ5z3WUKXl3ylLKnu
    8XKSaA41Rxzd3I8GhueJ2HmI5/KdTUyoOFOo56Ocp4hVxxZo7fW/gfJV6zQJh/uN
    obpUbXwAFwKBgQDC/VtAH8TsCG/Gv+++JXYW+gyhKRFxogjoFILvk54frfVDR5/S
    bH48ZSRCCwCNeclDsFS/DotmTtt16JH1pOeHkTlzlgJWh3umCfsIYiTBM+6Ot2A3
    aKCfHGM6pUtRWqiFZ8oOdx/Cbu+YrLJPcQ/lIz9Hsj4fddeL7utVnuZ97QKBgBTS
    Cz841I2Jc8PWD8D8yJLXHUhPhwUZD9zHfCnVu1mdtCRLjX2Tc4TgzUSvHLZbgizU
    sgmfJ33jlZ0WyVbn0DSC74XJ+gV9zOQPsb9yxwGVRxH+dyFbQDRxx/Lr8UTKqoQr
    aE4CLkSSD7kwAVGvjK+Lb+AleIf/5DYS3lx4vzQvAoGAIfI59K69c+BP/eq/xfAy
    P42//P+1LHShZO4Nn1QLWk6VI8bF4pbOPncgFJFtmSiwQPeRhyWXshebGpczLcXq
    Aa7JD+cR3Y+vrr3z5edpynta+a9uwvmTST1xEQDdPvD3nPqMBfTtTQo5uzJshTaU
    98Zs5ShmRj9w0WII/tYSS/s=
    -----END PRIVATE KEY-----

    """

  static let publicPEM = """
    -----BEGIN PUBLIC KEY-----
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtPpxbvNZdz1tZsVfZ/DF
    qmZvsc/0sRATRtMOzl7Mo5mWda4s2ZwfwYRuJvh0oMiP+8sBQwjNEjac+ANOyjzj
    0aT0Ne+P3edFOHSpdxC+B/VRqlZf0CTa2TcWNZ3PsGaxBJbANyMNwDcu1C8JTfkw
    f7qlq7WgunPiaeBaXXkj3Kd1BwE87sgGID6wzoIgkX7HeHvPyb83kv+sJCQcKtAa
    ca/0XORLQi44ENQAwj4w87o3OcpyOpJ8Ba7j8IlOa9/4RB0pKASDZ+tFfyNPGt85
    nPyOhtC+jYXgd5FFzWhTInG/T55LQHZmG5QeXx33oFlTlVsCe2blswqjkY7MDDtH
    iwIDAQAB
    -----END PUBLIC KEY-----

    """
}
