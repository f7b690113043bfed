import Documents
import TierPolicy

extension HTMLContext {
  private static let inventoryLimit = 500

  func addAppendices(to page: inout HTMLPage) {
    open(.appendices, &page)
    page.heading(3, "Inventory")
    page.table(
      "Machines and services", ["Name", "Id", "Kind", "Scope", "Subnets", "Addresses", "Tiers"],
      review.inventory.prefix(Self.inventoryLimit).map { resource in
        [
          .text(resource.name), .text(NameLimit.short(resource.id, to: NameLimit.id)),
          .text(resource.kind), .text(ReviewWords.scope(resource.scope)),
          .text(ReviewWords.few(resource.subnets)), .text(ReviewWords.few(resource.addresses)),
          .text(resource.tiers.joined(separator: ", ")),
        ]
      })
    addRest(review.sizes.resources, Self.inventoryLimit, "machines and services", to: &page)
    addFolded(to: &page)
    page.heading(3, "Method and limits")
    for paragraph in ReviewWords.method { page.paragraph(paragraph) }
    page.heading(3, "Words")
    page.open("dl", [("class", "facts")])
    for (word, meaning) in ReviewWords.glossary {
      page.element("dt", [], word)
      page.element("dd", [], meaning)
      page.line()
    }
    page.close()
    if !review.command.isEmpty {
      page.heading(3, "To make this report again")
      page.element("pre", [], ShellWords.joined(review.command))
      page.line()
      page.paragraph(
        "Equal files, policy and day give equal bytes; the SHA-256 of each file stands in section"
          + " \(ReportSection.scope.rawValue).")
    }
    page.heading(3, "Sign-off")
    page.table(
      "To be filled in; the next review is due within six months",
      ["Role", "Name", "Date", "Signature", "Next review"],
      ["Reviewer", "Approver"].map { [.text($0), .text(""), .text(""), .text(""), .text("")] },
      class: "sign")
    page.close()
  }

  /// What boxes of pictures stand for that show several things as one.
  private func addFolded(to page: inout HTMLPage) {
    let folded = pictures.flatMap { picture in picture.folded.map { (picture.title, $0) } }
    if folded.isEmpty { return }
    page.heading(3, "Boxes that stand for several things")
    page.table(
      "Members of boxes", ["Box", "Picture", "Members"],
      folded.prefix(200).map { title, box in
        [.text(box.name), .text(title), .text(ReviewWords.few(box.members, 40))]
      })
  }
}
