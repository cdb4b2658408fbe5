import Mustache
import PlanFixtures
import Testing
import TransportModel

@testable import Exports

@Suite struct PageViewsTests {
    /// Every property that reflection finds is found by its name, so that no template reads a blank.
    private func expectWhole(_ view: some MustacheParent) {
        for child in Mirror(reflecting: view).children {
            let name = child.label ?? ""
            let found = view.child(named: name).map { String(describing: $0) }
            #expect(found == String(describing: child.value), "\(type(of: view)).\(name)")
        }
        #expect(view.child(named: "nothing") == nil)
    }

    @Test func `templates find every property of the types that pages are made from`() {
        expectWhole(
            FamilyPage(
                language: "1", m: [:], title: "2", intro: "3", change: [], outcomes: [], calendar: [], letter: [],
                call: "4", homes: []))
        expectWhole(
            FamilyPage.HomeSection(
                id: "5", title: "6", stopName: "7", walk: "8", hazard: [], map: [], days: [], weeks: [],
                options: [], hasOptions: false, until: [], choices: []))
        expectWhole(FamilyPage.DayLine(day: "9", rides: []))
        expectWhole(FamilyPage.RideCell(leave: "10"))
        expectWhole(
            FamilyPage.OptionLine(
                rank: 1, name: "11", number: "12", metres: "13", minutes: "14", there: "15", back: "16", mark: [],
                hazard: []))
        expectWhole(WalkMap.Option(walk: "17", x: "18", y: "19", number: "20"))
        expectWhole(
            DecisionLetter(
                language: "21", m: [:], title: "22", intro: "23", municipality: "24", homes: [], appeal: [], ask: "25"))
        expectWhole(
            DecisionLetter.HomeSection(
                id: "26", title: "27", outcome: "28", meanwhile: [], grounds: "29", ruleText: [], facts: [], map: [],
                validity: []))
        expectWhole(DecisionLetter.Fact(name: "30", value: "31"))
        expectWhole(
            DriverSheet(
                language: "32", m: [:], title: "33", about: "34", change: [], out: "35", back: "36", trips: [],
                homeWay: []))
        expectWhole(DriverSheet.TripSection(id: "37", title: "38", lines: []))
        expectWhole(
            DriverSheet.Line(
                way: [], time: "39", place: "40", kind: [], new: [], side: [], on: ["41"], off: ["42"], aboard: "43",
                needs: ["44"]))
    }

    @Test func `templates find every property of a map`() throws {
        let line = [Lane.place(0).point, Lane.place(100).point]
        expectWhole(try #require(WalkMap(line, title: "45", tiles: RoadTiles(nil))))
    }
}
