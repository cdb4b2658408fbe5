import Testing

@testable import RoadNetwork

@Suite struct ProfileTests {
    @Test(arguments: [
        (["highway": "footway"], true), (["highway": "residential"], true), (["highway": "primary"], true),
        (["highway": "primary", "foot": "no"], false), (["highway": "trunk"], true),
        (["highway": "trunk", "motorroad": "yes"], false), (["highway": "motorway"], false),
        (["highway": "motorway", "foot": "yes"], false), (["highway": "cycleway"], true),
        (["highway": "cycleway", "foot": "no"], false), (["highway": "steps"], true),
        (["highway": "service", "access": "private"], false),
        (["highway": "service", "access": "private", "foot": "permissive"], true),
        (["highway": "service", "access": "destination"], true),
        (["highway": "residential", "foot": "use_sidepath"], false),
        (["highway": "path", "sac_scale": "hiking"], true),
        (["highway": "path", "sac_scale": "mountain_hiking"], false),
        (["highway": "path", "informal": "yes"], false), (["highway": "path", "trail_visibility": "bad"], false),
        (["highway": "track"], true), (["highway": "track", "tracktype": "grade3"], true),
        (["highway": "track", "tracktype": "grade4"], false),
        (["highway": "track", "tracktype": "grade5", "foot": "yes"], true), (["highway": "construction"], false),
        (["highway": "proposed"], false), (["route": "ferry"], false), (["route": "ferry", "foot": "yes"], false),
        (["highway": "busway"], false), (["highway": "bridleway"], false),
        (["highway": "bridleway", "foot": "yes"], true),
        (["highway": "residential", "ford": "yes"], false), (["railway": "rail"], false),
        (["highway": "pedestrian", "area": "yes"], true), (["highway": "residential", "sidewalk": "no"], true),
    ])
    func `where walking is legal`(tags: [String: String], isLegal: Bool) {
        #expect((RoadWay(tags)?.foot == .both) == isLegal)
    }

    @Test(
        arguments: [
            (["highway": "residential"], Directions.both), (["highway": "motorway"], .forward),
            (["highway": "residential", "oneway": "-1"], .backward),
            (["highway": "residential", "oneway": "reversible"], []),
            (["highway": "primary", "junction": "roundabout"], .forward),
            (["highway": "primary", "oneway": "yes", "oneway:psv": "no"], .both),
            (["highway": "primary", "oneway": "yes", "busway": "opposite_lane"], .both),
            (["highway": "residential", "access": "no"], []),
            (["highway": "residential", "access": "no", "bus": "yes"], .both),
            (["highway": "residential", "motor_vehicle": "no", "psv": "yes"], .both),
            (["highway": "residential", "psv": "yes", "bus": "no"], []),
            (["highway": "residential", "vehicle": "no", "motor_vehicle": "destination"], .both),
            (["highway": "residential", "access": "yes", "vehicle": "no"], []), (["highway": "busway"], .both),
            (["highway": "service"], .both), (["highway": "service", "service": "driveway"], []),
            (["highway": "service", "service": "parking_aisle", "bus": "yes"], .both), (["highway": "track"], []),
            (["highway": "pedestrian"], []), (["highway": "pedestrian", "bus": "designated"], .both),
            (["highway": "footway", "bus": "yes"], []), (["highway": "cycleway"], []), (["route": "ferry"], []),
        ] as [([String: String], Directions)])
    func `where and in which direction a bus may drive`(tags: [String: String], expected: Directions) {
        #expect((RoadWay(tags)?.bus ?? []) == expected)
    }

    @Test(
        arguments: [
            ("50", 50), ("30 mph", 48), ("walk", 7), ("50 km/h", 50), ("none", nil), ("FI:urban", nil), ("-50", nil),
            ("1e99", nil), ("nan", nil), ("", nil), ("50;60", nil),
        ] as [(String, UInt8?)])
    func `speed limits as written`(text: String, expected: UInt8?) {
        #expect(SpeedLimit.parse(text) == expected)
    }

    @Test func `a zone stands for a limit that is not signed, per country`() throws {
        let rural = try #require(RoadWay(["highway": "secondary", "source:maxspeed": "SE:rural"]))
        #expect(SpeedRules(country: "SE").limit(on: rural, isBackward: false, isBuiltUp: true) == 70)
        #expect(SpeedRules(country: "FI").limit(on: rural, isBackward: false, isBuiltUp: true) == 80)
        let urban = try #require(RoadWay(["highway": "secondary", "maxspeed": "FI:urban"]))
        #expect(SpeedRules(country: "FI").limit(on: urban, isBackward: false, isBuiltUp: false) == 50)
        let plain = try #require(RoadWay(["highway": "secondary"]))
        #expect(SpeedRules(country: "FI").limit(on: plain, isBackward: false, isBuiltUp: true) == 50)
        #expect(SpeedRules(country: "FI").limit(on: plain, isBackward: false, isBuiltUp: false) == 80)
        let signed = try #require(RoadWay(["highway": "secondary", "maxspeed": "60", "maxspeed:backward": "40"]))
        #expect(SpeedRules(country: "FI").limit(on: signed, isBackward: false, isBuiltUp: true) == 60)
        #expect(SpeedRules(country: "FI").limit(on: signed, isBackward: true, isBuiltUp: true) == 40)
    }

    @Test func `the country is the one that most zones name`() throws {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 100, 0)
        for (id, zone) in ["SE:urban", "FI:urban", "SE:rural", "50", "sign"].enumerated() {
            village.way(id + 1, [1, 2], ["highway": "residential", "source:maxspeed": zone])
        }
        #expect(try Village.extract(village.xml).country == "SE")
    }

    @Test(
        arguments: [
            ("winter", [12, 1, 2]), ("Nov-Mar", [11, 12, 1, 2, 3]), ("(Nov 1-Mar 31)", [11, 12, 1, 2, 3]), ("May", [5]),
            ("Mo-Fr 07:00-09:00", nil), ("wet", nil), ("", nil), ("Jan-Feb-Mar", nil),
        ] as [(String, [UInt16]?)])
    func `months of conditions`(text: String, months: [UInt16]?) {
        let expected = months.map { $0.reduce(into: Months()) { $0.insert(Months(rawValue: 1 << ($1 - 1))) } }
        #expect(Months(condition: text[...]) == expected)
    }

    @Test func `winter closes what is closed and opens what bears`() throws {
        var winter = RoadConditions()
        winter.season = .winter
        let summer = RoadConditions()
        for (tags, inSummer, inWinter) in [
            (["highway": "residential"], true, true), (["highway": "residential", "seasonal": "summer"], true, false),
            (["highway": "residential", "access:conditional": "no @ winter"], true, false),
            (["highway": "residential", "foot:conditional": "no @ (Nov-Apr)"], true, false),
            (["highway": "residential", "access:conditional": "no @ (Mo-Fr 07:00-09:00)"], true, true),
            (["highway": "track", "ice_road": "yes"], false, true),
        ] {
            let road = try #require(RoadWay(tags))
            #expect(summer.directions(road).isEmpty == !inSummer, "\(tags)")
            #expect(winter.directions(road).isEmpty == !inWinter, "\(tags)")
        }
    }

    @Test func `winter limits hold in winter`() throws {
        let signed = try #require(
            RoadWay(["highway": "secondary", "maxspeed": "100", "maxspeed:conditional": "70 @ (Nov-Mar)"]))
        let fast = try #require(RoadWay(["highway": "secondary", "maxspeed": "100"]))
        func limit(_ road: RoadWay, _ country: String, _ season: RoadConditions.Season) -> Double {
            SpeedRules(country: country, season: season).limit(on: road, isBackward: false, isBuiltUp: false)
        }
        #expect(limit(signed, "SE", .winter) == 70 && limit(signed, "SE", .summer) == 100)
        #expect(limit(fast, "FI", .winter) == 80 && limit(fast, "SE", .winter) == 100)
    }

    @Test(
        arguments: [
            ("3.5", 350), ("3.5 m", 350), ("7.5 t", 750), ("11'6\"", 351), ("default", 0), ("none", 0), ("-4", 0),
            ("9e9", 0),
        ] as [(String, UInt16)])
    func `sizes as written`(text: String, centimetres: UInt16) {
        #expect(SizeLimits.parse(text) == centimetres)
    }

    @Test func `a vehicle that does not fit is kept out`() throws {
        let low = try #require(RoadWay(["highway": "residential", "maxheight": "2.9"]))
        let weak = try #require(RoadWay(["highway": "residential", "maxweight": "3.5"]))
        var minibus = RoadConditions()
        minibus.vehicle = .minibus
        var taxi = RoadConditions()
        taxi.vehicle = .taxi
        #expect(RoadConditions().busDirections(low).isEmpty)
        #expect(minibus.busDirections(low) == .both && minibus.busDirections(weak).isEmpty)
        #expect(taxi.busDirections(weak) == .both)
    }

    @Test func `filters leave out paths, dark ways and ways that nobody clears`() throws {
        let path = try #require(RoadWay(["highway": "path"]))
        let lit = try #require(RoadWay(["highway": "path", "lit": "yes", "winter_service": "yes"]))
        let street = try #require(RoadWay(["highway": "residential", "winter_service": "no"]))
        var noPaths = RoadConditions()
        noPaths.usesPaths = false
        var onlyLit = RoadConditions()
        onlyLit.onlyLit = true
        var cleared = RoadConditions()
        cleared.onlyWinterMaintained = true
        #expect([path, lit, street].map { noPaths.directions($0).isEmpty } == [true, true, false])
        #expect([path, lit, street].map { onlyLit.directions($0).isEmpty } == [true, false, true])
        #expect([path, lit, street].map { cleared.directions($0).isEmpty } == [true, false, true])
    }

    @Test(
        arguments: [
            (["highway": "footway"], [], []), (["highway": "footway", "bicycle": "yes"], .both, []),
            (["highway": "cycleway"], .both, []), (["highway": "residential"], .both, .both),
            (["highway": "residential", "oneway": "yes"], .forward, .forward),
            (["highway": "residential", "oneway": "yes", "oneway:bicycle": "no"], .both, .forward),
            (["highway": "motorway"], [], .forward), (["highway": "steps"], [], []),
            (["highway": "residential", "motor_vehicle": "no"], .both, []),
            (["highway": "service", "access": "private"], [], []),
            (["highway": "residential", "access": "no", "bus": "yes"], [], []),
        ] as [([String: String], Directions, Directions)])
    func `bicycles and cars`(tags: [String: String], bicycle: Directions, car: Directions) {
        #expect((RoadWay(tags)?.bicycle ?? []) == bicycle)
        #expect((RoadWay(tags)?.car ?? []) == car)
    }
}
