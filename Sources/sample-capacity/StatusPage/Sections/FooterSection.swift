/// How to read the page, and where its figures come from.
struct FooterSection {
  let page: PageContext

  var markup: Markup {
    let input = page.input
    let written: Markup =
      "Written by sample-capacity \(input.version), accounting \(code: input.accounting). The same in a terminal: "
      + "\(code: "sample-capacity --nodes")."
    let reload: Markup =
      input.isOfSnapshot
      ? " The page has no script and loads nothing."
      : " The page has no script and loads nothing; it reloads itself \(PageContext.every(input.interval))."
    return .element(
      "footer", [],
      .element(
        "p", [],
        "Figures are exact as of the sample; “about” marks an estimate, “at least” a lower bound. Times are UTC. "
          + "Charts start at zero and stay blank where there is no data."),
      .element("p", [], written + reload))
  }
}
