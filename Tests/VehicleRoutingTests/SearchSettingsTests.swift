import Testing

@testable import VehicleRouting

struct SearchSettingsTests {
    @Test(arguments: SearchSettings.names)
    func `every named setting can be set, and refuses what is out of its range`(name: String) throws {
        var settings = SearchSettings()
        let before = "\(settings)"
        // 1 is in every range and no default but the switches' and the lanes', which 0 or 2 change.
        let value: Double = ["countsAbsence", "sortsInsertions", "usesEssentialTrips"].contains(name) ? 0 : 1
        try settings.set(name, to: name == "blinkRate" ? 0.5 : value)
        if name != "fixedBellCold" { #expect("\(settings)" != before) }
        #expect(throws: RoutingError.self) { try settings.set(name, to: -1) }
    }

    @Test func `an unknown name is refused`() {
        var settings = SearchSettings()
        #expect(throws: RoutingError.self) { try settings.set("luck", to: 1) }
    }
}
