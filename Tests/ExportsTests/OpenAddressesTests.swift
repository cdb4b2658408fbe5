import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

struct OpenAddressesTests {
    @Test
    func `an address where a protected pupil lives is shown for nobody`() throws {
        var batch = Lane.batch()
        let home = try #require(batch.homes.indices.first { !batch.pupils[batch.homes[$0].pupil].isProtected })
        let hidden = try #require(batch.homes.indices.first { batch.homes[$0].pupil != batch.homes[home].pupil })
        batch.homes[home].address = "Lane 1"
        batch.homes[hidden].address = "Lane 2"
        #expect(OpenAddresses(batch).shown(batch.homes[home]) == "Lane 1")
        #expect(OpenAddresses(batch).mayShowPlace(of: batch.homes[home]))
        batch.pupils[batch.homes[hidden].pupil].isProtected = true
        batch.homes[hidden].address = "Lane 1"
        #expect(OpenAddresses(batch).shown(batch.homes[home]) == "")
        #expect(!OpenAddresses(batch).mayShowPlace(of: batch.homes[home]))
    }
}
