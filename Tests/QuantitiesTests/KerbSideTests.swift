import Quantities
import Testing

@Suite struct KerbSideTests {
    @Test(
        arguments: [
            ("north", .bearing(0)), ("N", .bearing(0)), ("north_east", .bearing(45)), ("South-West", .bearing(225)),
            ("nw", .bearing(315)), ("270", .bearing(270)), ("0", .bearing(0)), ("right", .right), ("Left", .left),
            ("point", .point), ("360", nil), ("-5", nil), ("both", nil), ("", nil), ("99999999999999999999", nil),
        ] as [(String, KerbSide?)])
    func `sides as written`(text: String, expected: KerbSide?) {
        #expect(KerbSide(text) == expected)
    }
}
