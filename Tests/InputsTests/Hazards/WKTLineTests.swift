import Quantities
import Testing

@testable import Inputs

struct WKTLineTests {
    private let line = [GridPoint(x: 1, y: 2), GridPoint(x: 3.5, y: -4)]

    @Test(arguments: [
        "LINESTRING (1 2, 3.5 -4)", "linestring(1 2,3.5 -4)", "SRID=3067;LINESTRING (1 2, 3.5 -4)",
        "LINESTRING Z (1 2 9, 3.5 -4 9)", "  LineString ( 1  2 , 3.5   -4 ) ", "MULTILINESTRING ((1 2, 3.5 -4))",
    ])
    func `a line is read in every usual form`(text: String) {
        #expect(WKTLine.lines(text) == [line])
    }

    @Test func `several lines are several`() {
        #expect(WKTLine.lines("MULTILINESTRING ((1 2, 3.5 -4), (1 2, 3.5 -4))") == [line, line])
    }

    @Test(arguments: [
        "", "LINESTRING", "LINESTRING ()", "LINESTRING (1 2)", "LINESTRING (1 2, 3)", "LINESTRING (1 2, a b)",
        "LINESTRING (1 2, 3 4", "POINT (1 2)", "MULTILINESTRING ((1 2, 3 4), )", "MULTILINESTRING (1 2, 3 4)",
        "LINESTRING (nan 2, 3 4)", "LINESTRING (1 2, 3 inf)", "LINESTRING EMPTY", "LINESTRING (1 2,, 3 4)",
    ])
    func `what is no line is nil`(text: String) {
        #expect(WKTLine.lines(text) == nil)
    }

    @Test func `more points than a road has are refused`() {
        let points = (0...WKTLine.mostPoints).map { "\($0) 0" }.joined(separator: ",")
        #expect(WKTLine.lines("LINESTRING (\(points))") == nil)
    }
}
