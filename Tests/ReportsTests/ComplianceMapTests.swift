import TestSupport
import Testing

@testable import Reports

struct ComplianceMapTests {
  @Test(arguments: [
    ("PCI-DSS-4.0/1.4.4", "PCI DSS 4.0"),
    ("CIS-AWS-5.0/5.3", "CIS Amazon Web Services Foundations 5.0"),
    ("NIST-800-53-r5/SC-7(5)", "NIST SP 800-53 r5"),
    ("CIS-GCP/3.6", "CIS Google Cloud Platform Foundation (no version named)"),
    ("ISO-27001/A.8.20", "ISO-27001"), ("own rule 7", "Other references"),
  ])
  func `names the framework with its version`(reference: String, title: String) {
    let parts = ComplianceMap.parts(of: reference)
    #expect(RequirementCatalog.title(of: parts.framework) == title)
  }

  @Test func `says what a requirement is about where it is known`() {
    #expect(
      RequirementCatalog.about(framework: "NIST-800-53-r5", number: "sc-7(5)")
        == "deny by default, allow by exception")
    #expect(RequirementCatalog.about(framework: "CIS-AWS-3.0", number: "5.3") == "")
    #expect(RequirementCatalog.about(framework: "PCI-DSS-4.0", number: "99") == "")
  }

  @Test func `lists rules under the requirements that they cite`() throws {
    let map = ComplianceMap(try ThreeTierGraph().review())
    #expect(map.frameworks.map(\.title) == ["PCI DSS 4.0"])
    #expect(map.frameworks[0].entries.map(\.requirement) == ["1.4.4"])
    #expect(map.frameworks[0].entries.map(\.rule.id) == ["db-not-from-internet"])
  }

  @Test func `never says that a requirement is met`() throws {
    let page = String(decoding: HTMLReport().render(try ThreeTierGraph().review()), as: UTF8.self)
    #expect(!page.lowercased().contains("compliant"))
    #expect(page.contains("supports evidence for"))
  }
}
