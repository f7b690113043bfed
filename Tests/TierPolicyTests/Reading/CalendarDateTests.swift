import Testing

@testable import TierPolicy

@Suite struct CalendarDateTests {
  @Test func `knows the days of the calendar`() throws {
    #expect(CalendarDate("1970-01-01")?.daysSinceEpoch == 0)
    #expect(CalendarDate("2000-03-01")?.daysSinceEpoch == 11_017)
    #expect(CalendarDate("1969-12-31")?.daysSinceEpoch == -1)
    #expect(CalendarDate("2027-01-31")?.description == "2027-01-31")
  }

  @Test(arguments: [
    "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-10", "2027-01-00", "2027-1-1", "27-01-01",
    "2027/01/01", "2027-01-01T", "", "२०२७-०१-०१",
  ])
  func `refuses what is no day`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `counts every day of eight centuries without a gap`() throws {
    var day = try #require(CalendarDate("1600-01-01"))
    let end = try #require(CalendarDate("2400-12-31"))
    while day < end {
      let parts = day.components
      let again = try #require(
        CalendarDate(year: parts.year, month: parts.month, day: parts.day))
      #expect(again == day)
      #expect(CalendarDate(day.description) == day)
      day = day.adding(days: 97)
    }
  }

  @Test func `finds the same day a year later`() throws {
    #expect(CalendarDate("2026-03-01")?.aYearLater.description == "2027-03-01")
    #expect(CalendarDate("2028-02-29")?.aYearLater.description == "2029-02-28")
    #expect(CalendarDate(startOf: "2026-03-01T10:15:00Z")?.description == "2026-03-01")
  }
}
