import Testing

@testable import VehicleRouting

struct DeliverySettingsTests {
    @Test(arguments: DeliverySettings.names)
    func `every setting can be changed, and refuses nonsense`(name: String) throws {
        var settings = DeliverySettings()
        try settings.set(name, to: name == "blinkRate" ? 0.5 : 1)
        #expect(throws: RoutingError.self) { try settings.set(name, to: -1) }
    }

    @Test func `an unknown setting is refused with the names that exist`() {
        var settings = DeliverySettings()
        #expect {
            try settings.set("warmth", to: 1)
        } throws: {
            "\($0)".contains("warmth") && "\($0)".contains("blinkRate")
        }
    }

    @Test func `without polishing and blinks the search still serves everybody`() throws {
        let problem = RandomDeliveries(clients: 20, isTimed: false, hasFleet: false, hasPlaces: false, hasLimits: false)
            .make(seed: 2)
        var whole = problem
        whole.vehicles[0].count = nil
        whole.vehicles[0].skills = 1
        var options = RoutingOptions()
        options.iterations = 400
        var solver = DeliverySolver(problem: whole, options: options)
        try solver.settings.set("polishes", to: 0)
        try solver.settings.set("blinkRate", to: 0)
        #expect(try solver.solve().unserved.isEmpty)
    }
}
