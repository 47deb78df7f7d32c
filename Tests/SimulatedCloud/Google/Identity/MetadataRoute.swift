/// `/computeMetadata/v1/…`: the metadata server of the machine.
struct MetadataRoute: GoogleRoute {
  func answer(_ call: GoogleCall) throws -> Answer? {
    // Clients request `/` to find out whether there is a metadata server.
    if call.request.path == "/" { return text("computeMetadata/\n") }
    guard call.request.path.hasPrefix("/computeMetadata/v1") else { return nil }
    guard call.request.header("Metadata-Flavor") == "Google", call.request.header("X-Forwarded-For") == nil
    else {
      return text(status: 403, "Missing required header \"Metadata-Flavor\": \"Google\".\n")
    }
    let words = Array(call.words.dropFirst(2))
    switch words.first {
    case "project": return project(words.dropFirst().joined(separator: "/"), call.state)
    case "instance": return instance(Array(words.dropFirst()), call)
    default: return notFound
    }
  }

  private func project(_ name: String, _ state: GoogleState) -> Answer {
    switch name {
    case "project-id": text(state.project)
    case "numeric-project-id": text(state.projectNumber)
    default: notFound
    }
  }

  private func instance(_ words: [String], _ call: GoogleCall) -> Answer {
    let behavior = call.state.behavior
    switch words.first {
    case "zone": return text("projects/\(call.state.projectNumber)/zones/\(behavior.zone)")
    case "attributes" where words.count == 2:
      return behavior.instanceAttributes[words[1]].map { text($0) } ?? notFound
    case "service-accounts" where words.count >= 2:
      guard let scopes = behavior.instanceScopes, ["default", call.state.machineAccount].contains(words[1])
      else {
        return notFound
      }
      return serviceAccount(words.count > 2 ? words[2] : "", scopes, call)
    default: return notFound
    }
  }

  private func serviceAccount(_ name: String, _ scopes: [String], _ call: GoogleCall) -> Answer {
    let account = call.state.machineAccount
    switch name {
    case "":
      return .google(
        [
          "aliases": ["default"], "email": .string(account),
          "scopes": .array(scopes.map { .string($0) }),
        ])
    case "email": return text(account)
    case "scopes": return text(scopes.map { $0 + "\n" }.joined())
    case "token":
      call.state.accounts.add(account)
      var answer = call.grant(to: account, scopes: Set(scopes))
      answer.headers = [("Content-Type", "application/json")]
      return answer
    default: return notFound
    }
  }

  private func text(status: Int = 200, _ text: String) -> Answer {
    .text(status: status, contentType: "application/text", text)
  }

  private var notFound: Answer {
    .text(status: 404, contentType: "text/html; charset=UTF-8", "<title>404</title>\n")
  }
}

extension GoogleState {
  /// The service account of the machine that the metadata server serves.
  var machineAccount: String { "\(projectNumber)-compute@developer.gserviceaccount.com" }
}
