import Testing

@testable import Inputs

struct MomentTests {
    @Test(arguments: [
        ("2026-08-01", "2026-08-01T00:00:01"), ("2026-08-01T10:00", "2026-08-01T10:00:01"),
        ("2026-08-01 10:00:00", "2026-08-01T10:00:00.5"), ("2026-08-01T10:00:00.25Z", "2026-08-01T10:00:00.3Z"),
        ("2026-08-01T10:00:00+03:00", "2026-08-01T08:00:00Z"), ("2026-08-01T10:00:00Z", "2026-08-01T10:00:00-01"),
        ("2026-08-01T23:59:59", "2026-08-02"), ("1.8.2026", "2.8.2026"),
    ])
    func `the earlier moment comes first`(earlier: String, later: String) throws {
        #expect(try #require(Moment(earlier)) < #require(Moment(later)))
        #expect(try Moment.never < #require(Moment(earlier)))
    }

    @Test(arguments: [
        "", "yesterday", "2026-13-01", "2026-08-01T25:00", "2026-08-01T10:60", "2026-08-01T", "2026-08-01T10",
        "2026-08-01T10:00:00+99:00", "2026-08-01T10:00:00.", "2026-08-01T1:00", "٢٠٢٦-٠٨-٠١",
    ])
    func `what is no moment is nil`(text: String) {
        #expect(Moment(text) == nil)
    }
}
