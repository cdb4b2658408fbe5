import Quantities
import Testing

@testable import RoadNetwork

/// Rules of the road that hold at some hours only.
@Suite struct SchoolHoursTests {
    @Test(arguments: [
        ("(Mo-Fr 07:00-09:00)", true), ("Mo-Fr 07:00-09:00,15:00-17:00", true), ("07:00-19:00", true),
        ("(22:00-06:00)", false), ("(22:00-06:30)", true), ("(17:00-22:00)", false), ("Sa-Su 07:00-19:00", false),
        ("Sa,Su 07:00-19:00", false), ("Mo,Sa 07:00-19:00", true), ("Mo,We 18:00-19:00", false), ("Mo-Fr", true),
        ("Fr-Mo 10:00-12:00", true), ("PH", false), ("Sa 09:00-12:00; Mo 09:00-12:00", true), ("weight>7.5", false),
        ("sunset-sunrise", false), ("winter", false), ("", false), ("25:00-99:99", false), ("Mo-Fr 07:00", false),
    ])
    func `conditions that hold when school buses are out`(text: String, isMet: Bool) {
        #expect(SchoolHours.areMet(by: text[...]) == isMet)
    }

    @Test func `rules of a conditional tag, parted outside of parentheses`() {
        let rules = ConditionalRules.parse("no @ (Mo 07:00-09:00; Tu 08:00-09:00); destination @ winter;yes")
        #expect(rules.map(\.value) == ["no", "destination"])
        #expect(SchoolHours.areMet(by: rules[0].condition) && Months(condition: rules[1].condition) == .winter)
        #expect(ConditionalRules.parse(nil).isEmpty && ConditionalRules.parse("@").isEmpty)
    }

    @Test(arguments: [
        (["motor_vehicle:conditional": "no @ (Mo-Fr 07:30-08:30)"], false),
        (["vehicle:conditional": "no @ (Mo-Fr 07:30-08:30)"], false),
        (["motor_vehicle:conditional": "no @ (Mo-Fr 07:30-08:30)", "bus": "yes"], true),
        (["bus": "yes", "bus:conditional": "no @ (07:30-08:30)"], false),
        (["motor_vehicle:conditional": "no @ (20:00-05:00)"], true),
        (["motor_vehicle:conditional": "destination @ (Mo-Fr 07:30-08:30)"], true),
        (["motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (Mo-Fr 07:30-08:30)"], false),
        (["psv:conditional": "no @ (Jun,Aug)"], false),
    ])
    func `a street that is closed when pupils come is no way for a bus`(tags: [String: String], isOpen: Bool) throws {
        let road = try #require(RoadWay(["highway": "residential"].merging(tags) { $1 }))
        #expect(RoadConditions().busDirections(road).isEmpty != isOpen)
        #expect(!RoadConditions().directions(road).isEmpty)
    }

    @Test(
        arguments: [
            ("no_left_turn @ (Mo-Fr 07:00-09:00)", true), ("no_left_turn @ (Sa 07:00-09:00)", false),
            ("no_left_turn @ (Nov-Mar)", true), ("no_left_turn @ (weight>7.5)", false), ("none @ (07:00-09:00)", false),
        ])
    func `a turn that is forbidden when pupils come is never made`(rule: String, isForbidden: Bool) throws {
        var village = Village()
        for (id, place) in [(0.0, 0.0), (200, 0), (200, 200), (400, 0), (400, 200)].enumerated() {
            village.node(id + 1, place.0, place.1)
        }
        village.way(1, [1, 2])
        village.way(2, [2, 3])
        village.way(3, [2, 4, 5, 3])
        village.restriction(9, from: 1, via: ["n2"], to: 2, "", ["restriction:conditional": rule])
        let network = try RoadNetwork(Village.extract(village.xml.replacing("<tag k='restriction' v=''/>", with: "")))
        // Straight on and round the square where the left turn is not allowed.
        #expect(try network.drive((100, 0), (200, 100)) == (isForbidden ? 100 + 200 + 200 + 200 + 100 : 200))
    }

    @Test(
        arguments: [
            ((-0.1, 51.5), "GB"), ((1.3, 51.1), "GB"), ((-6.3, 53.3), "IE"), ((-4.5, 54.2), "IM"), ((14.5, 35.9), "MT"),
            ((33.0, 34.7), "CY"), ((-2.1, 49.2), "JE"), ((151.2, -33.9), "AU"), ((139.7, 35.7), "JP"),
            ((174.8, -41.3), "NZ"), ((24.9, 60.2), nil), ((18.1, 59.3), nil), ((1.85, 50.95), nil), ((2.35, 48.9), nil),
            ((-1.6, 49.6), nil), ((4.9, 52.4), nil), ((10.7, 59.9), nil), ((-76.7, 39.5), nil), ((-8.6, 41.1), nil),
            ((126.9, 37.5), nil), ((9.5, 47.1), nil), ((1.5, 42.5), nil), ((-3.7, 40.4), nil), ((15.3, 37.1), nil),
        ] as [((Double, Double), String?)])
    func `where traffic keeps to the left`(place: (Double, Double), country: String?) {
        #expect(LeftHandTraffic.country(at: GeoPoint(longitude: place.0, latitude: place.1)) == country)
    }

    @Test func `a file from Malta keeps left without saying so, unless its zones say another country`() throws {
        func file(_ zone: String) -> String {
            let tags = "<tag k='highway' v='residential'/>" + zone
            return "<osm><node id='1' lon='14.50' lat='35.90'/><node id='2' lon='14.51' lat='35.90'/>"
                + "<way id='1'><nd ref='1'/><nd ref='2'/>\(tags)</way></osm>"
        }
        let network = try RoadNetwork(Village.extract(file("")))
        #expect(network.bus.drivesOnLeft && network.extract.country == "MT")
        let south = GeoPoint(longitude: 14.505, latitude: 35.8999)
        // South of a road is the left of who drives west.
        let stop = try #require(network.snap(south, for: .bus, kerb: .ownSide))
        #expect(network.directions(of: stop).map(\.uses) == [.backward])
        let other = try RoadNetwork(Village.extract(file("<tag k='source:maxspeed' v='IT:urban'/>")))
        #expect(!other.bus.drivesOnLeft)
    }
}
