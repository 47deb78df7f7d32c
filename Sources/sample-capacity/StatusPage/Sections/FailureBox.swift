/// What failed, in the server's words, and what to do about it.
struct FailureBox {
  let page: PageContext
  let failure: StatusPageInput.Failure

  var markup: Markup {
    .element(
      "div", [.class("box")], .element("p", [], first),
      .element(
        "p", [],
        "Exit \(failure.exitCode.description) \(failure.exitName), last at \(page.precise(failure.time)): ",
        .element("code", [], .named(failure.message))),
      .element("p", [], remedy))
  }

  private var first: Markup {
    let failed =
      failure.count == 1
      ? "The last attempt failed." : "The last \(NumberText.whole(failure.count)) attempts failed."
    guard let sample = page.input.sample else { return "\(strong: failed)" }
    return "\(strong: failed) The cluster data below is as of \(strong: page.precise(sample.time))."
  }

  private var remedy: Markup {
    let details: Markup = "For details, run \(code: "sample-capacity --log-level debug")."
    return switch failure.exitName {
    case "noperm":
      "Grant the permissions again with \(code: "kubectl apply -k kubernetes/sample-capacity"). " + details
    case "unavailable":
      "Check whether the API server answers: \(code: "kubectl get --raw /readyz")."
    case "config":
      "Check the kubeconfig and its credentials: \(code: "kubectl auth whoami")."
    case "tempfail":
      "The run was stopped or took too long. Look at its messages, or give it more time with \(code: "--deadline")."
    case "protocol":
      "The answer was cut off or not a list; something between here and the server may change it. "
        + details
    default: details
    }
  }
}
