import Foundation
import Quantities
import Tables
import Testing
import TransportModel

@testable import Inputs

struct MunicipalitySchemaTests {
    private let schema: JSONNode

    init() throws {
        let bytes = try FileBytes.read("Data/schemas/municipality.schema.json")
        schema = try JSONReader.read(bytes)
    }

    private func properties(_ path: String...) -> JSONNode? {
        path.reduce(schema["properties"]) { node, key in
            let group = node?[key]
            return (group?["anyOf"]?.elements?.first { $0["properties"] != nil } ?? group)?["properties"]
        }
    }

    private func keys(_ node: JSONNode?) -> Set<String> {
        guard case .object(let members)? = node?.value else { return [] }
        return Set(members.map(\.key))
    }

    @Test func `the schema knows the keys that the reader knows`() {
        #expect(keys(properties()) == Set(MunicipalityKeys.file))
        #expect(keys(properties("calendar")) == Set(MunicipalityKeys.calendar))
        #expect(keys(properties("service")) == Set(MunicipalityKeys.service))
        #expect(keys(properties("service", "dwell")) == Set(MunicipalityKeys.dwell))
        #expect(keys(properties("service", "margins")) == Set(MunicipalityKeys.margins))
        #expect(keys(properties("baseline")) == Set(MunicipalityKeys.baseline))
        #expect(keys(properties("solver")) == Set(MunicipalityKeys.solver))
        #expect(schema["required"]?.elements?.map(\.cellText) == ["name", "crs", "network", "rules"])
    }

    @Test func `the defaults of the schema are those of the model`() {
        func standard(_ path: String..., of key: String) -> Double? {
            let group = path.reduce(schema["properties"]) { node, key in
                let group = node?[key]
                return (group?["anyOf"]?.elements?.first { $0["properties"] != nil } ?? group)?["properties"]
            }
            return group?[key]?["default"]?.number
        }
        let service = ServiceSettings()
        #expect(standard("calendar", of: "cycle_weeks") == Double(ServiceCalendar().cycleWeeks))
        #expect(standard("service", "dwell", of: "stop_s") == Double(service.dwellAtStop.rawValue))
        #expect(standard("service", "dwell", of: "per_pupil_s") == Double(service.dwellPerPupil.rawValue))
        #expect(standard("service", "dwell", of: "per_wheelchair_s") == Double(service.dwellPerWheelchair.rawValue))
        #expect(standard("service", "dwell", of: "school_s") == Double(service.dwellAtSchool.rawValue))
        #expect(standard("service", "margins", of: "before_start_s") == Double(service.marginBeforeStart.rawValue))
        #expect(standard("service", "margins", of: "after_end_s") == Double(service.marginAfterEnd.rawValue))
        #expect(standard("service", of: "longest_wait_s") == Double(service.longestWait.rawValue))
        #expect(standard("service", of: "walking_speed_mps") == service.walkingSpeed)
        #expect(standard("service", of: "driving_factor") == service.drivingFactor)
        #expect(standard("solver", of: "seed") == Double(SolverSettings().seed))
        #expect(schema["properties"]?["languages"]?["default"]?.elements?.map(\.cellText) == ["sv", "fi", "en"])
        #expect(properties()?["time_zone"]?["default"]?.string == "Europe/Helsinki")
    }
}
